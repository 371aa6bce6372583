"use client";

import { AlertsPage } from "@/alerts/AlertsPage";

export default AlertsPage;
