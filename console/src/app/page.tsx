"use client";

import { Overview } from "@/overview/Overview";

export default Overview;
