// Runs where the SDK is installed: prints the type of each result of a batch, with its status and pointers.
import { env } from "node:process";
import { createTicketingClient, type AlertCreate } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!);
const alerts: AlertCreate[] = ["suricata", "suricata", "wazuh"].map((source) => ({
  source,
  source_alert_id: "1",
  title: "Scan",
  severity: "low",
  detected_at: "2026-01-02T00:00:00Z",
  assets: [{ type: "ip_address", value: "192.0.2.7", role: "source" }],
}));
const { data, error } = await api.POST("/alerts/batch", { body: { alerts: [...alerts, { title: "" }] } });
if (!data) throw new Error(error.code);
for (const result of data.results) {
  if ("created" in result) console.log("receipt", result.status, result.created);
  else if ("errors" in result) console.log("problem", result.status, ...result.errors!.map((one) => one.pointer));
  else console.log("problem", result.status, result.code);
}
