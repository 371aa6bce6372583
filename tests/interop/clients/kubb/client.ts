// Runs beside `generated/`, which kubb writes with its plugins for axios and zod: zod validates every body.
import { env } from "node:process";
import { isAxiosError } from "axios";
import * as api from "./generated";
import { axiosInstance, setConfig } from "./generated/.kubb/fetch";
import { run } from "./scenario";

setConfig({ baseURL: env.API!, headers: { Authorization: `Bearer ${env.TOKEN}` } });
axiosInstance.defaults.paramsSerializer = { indexes: null }; // repeats the name of a parameter, without brackets

await run({
  async list(status) {
    const { data } = await api.listTickets({ status, sort: "number" });
    return data.items.map((ticket) => ticket.number);
  },
  async page(limit, cursor) {
    return (await api.listTickets({ limit, sort: "number", cursor })).data;
  },
  async create(body, key) {
    const { data, headers } = await api.createTicket(body, { "Idempotency-Key": key });
    return { ...data, etag: String(headers.etag) };
  },
  async setPriority(ticketId, etag, priority) {
    return (await api.updateTicket(ticketId, { priority }, { "If-Match": etag })).data;
  },
  async setPriorityTooLate(ticketId, etag) {
    try {
      const { status } = await api.updateTicket(ticketId, { priority: "p4" }, { "If-Match": etag });
      return [status, undefined];
    } catch (error) {
      if (!isAxiosError<api.UpdateTicket412>(error)) throw error;
      return [error.response?.status, error.response?.data.code];
    }
  },
  async comment(ticketId, body) {
    return (await api.createComment(ticketId, { body })).data;
  },
  linkTicket: (ticketId, id) => api.createLink(ticketId, { target_type: "ticket", target: { id } }),
  linkUrl: (ticketId, url) => api.createLink(ticketId, { target_type: "external_reference", target: { url } }),
  async targets(ticketId) {
    const { data } = await api.listLinks(ticketId, { target_type: ["ticket", "external_reference"] });
    return data.items.map((link) => {
      if (link.target_type === "ticket") return link.target.id;
      return link.target_type === "external_reference" ? link.target.url : "";
    });
  },
  async timeline(ticketId) {
    const { data } = await api.listTimeline(ticketId, { sort: "occurred_at" });
    return data.items.map((entry) => {
      if (entry.kind !== "updated") return entry.kind;
      return [entry.kind, ...entry.changes.flatMap((one) => [one.field, one.before, one.after])].join(" ");
    });
  },
  async report(alert) {
    const assets: api.AlertAsset[] = [{ type: "ip_address", value: "192.0.2.7" }];
    return (await api.createAlert({ ...alert, severity: "low", assets })).data;
  },
  async createFromAlert(alertId) {
    const { status, data } = await api.createTicketFromAlert(alertId, { priority: "p2" });
    return [status, data];
  },
});
