"use client";

import { AuditPage } from "@/audit/AuditPage";

export default AuditPage;
