import type { LinkTargetType } from "@oneprotect/ticketing-client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { words } from "@/parts/Badge";
import { api, unwrapBody } from "./client";

/** The link targets that are records of the tenant. */
export type RecordType = Exclude<LinkTargetType, "external_reference">;

/** A record that a ticket can be linked to, with its display name. */
export interface TargetOption {
  id: string;
  name: string;
}

/** The display name of a record, such as a ticket's number and title. */
export function useTarget(type: RecordType, id: string) {
  return useQuery({
    queryKey: ["target", type, id],
    queryFn: async ({ signal }) => (await READ[type](id, signal)).name,
    staleTime: 60_000,
  });
}

/** Searches the records of a type. Types without full-text search list the newest, or find a record by its id. */
export function useTargets(type: RecordType, q: string) {
  return useQuery({
    queryKey: ["targets", type, q],
    queryFn: ({ signal }) => SEARCH[type](q, signal),
    placeholderData: keepPreviousData,
  });
}

type Named<T> = (record: T) => TargetOption;
const ticket: Named<{ id: string; number: number; title: string }> = ({ id, number, title }) => ({
  id,
  name: `#${number} ${title}`,
});
const alert: Named<{ id: string; title: string; source: string }> = ({ id, title, source }) => ({
  id,
  name: `${title} (${source})`,
});
const asset: Named<{ id: string; name: string | null; value: string }> = ({ id, name, value }) => ({
  id,
  name: name ? `${name} (${value})` : value,
});
const evidence: Named<{ id: string; name: string }> = ({ id, name }) => ({ id, name });
const delivery: Named<{ id: string; target: string; status: string }> = ({ id, target, status }) => ({
  id,
  name: `${target}: ${status}`,
});
const audit: Named<{ id: string; operation_id: string; outcome: string; occurred_at: string }> = (record) => ({
  id: record.id,
  name: `${words(record.operation_id)}, ${record.outcome}, ${record.occurred_at.slice(0, 19).replace("T", " ")} UTC`,
});

const READ: Record<RecordType, (id: string, signal: AbortSignal) => Promise<TargetOption>> = {
  ticket: async (ticket_id, signal) =>
    ticket(await unwrapBody(api.GET("/tickets/{ticket_id}", { params: { path: { ticket_id } }, signal }))),
  alert: async (alert_id, signal) =>
    alert(await unwrapBody(api.GET("/alerts/{alert_id}", { params: { path: { alert_id } }, signal }))),
  asset: async (asset_id, signal) =>
    asset(await unwrapBody(api.GET("/assets/{asset_id}", { params: { path: { asset_id } }, signal }))),
  evidence: async (evidence_id, signal) =>
    evidence(await unwrapBody(api.GET("/evidence/{evidence_id}", { params: { path: { evidence_id } }, signal }))),
  delivery_record: async (delivery_record_id, signal) =>
    delivery(
      await unwrapBody(
        api.GET("/delivery-records/{delivery_record_id}", { params: { path: { delivery_record_id } }, signal }),
      ),
    ),
  audit_record: async (audit_record_id, signal) =>
    audit(
      await unwrapBody(api.GET("/audit-records/{audit_record_id}", { params: { path: { audit_record_id } }, signal })),
    ),
};

/** Matches the id of a record. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const SEARCH: Record<RecordType, (q: string, signal: AbortSignal) => Promise<TargetOption[]>> = {
  ticket: async (q, signal) =>
    (await unwrapBody(api.GET("/tickets", { params: { query: search(q) }, signal }))).items.map(ticket),
  alert: async (q, signal) =>
    (await unwrapBody(api.GET("/alerts", { params: { query: search(q) }, signal }))).items.map(alert),
  asset: async (q, signal) =>
    (await unwrapBody(api.GET("/assets", { params: { query: search(q) }, signal }))).items.map(asset),
  evidence: async (q, signal) =>
    (await unwrapBody(api.GET("/evidence", { params: { query: search(q) }, signal }))).items.map(evidence),
  delivery_record: async (q, signal) =>
    UUID.test(q)
      ? [await READ.delivery_record(q, signal)]
      : (await unwrapBody(api.GET("/delivery-records", { params: { query: { limit: 20 } }, signal }))).items
          .map(delivery)
          .filter(matches(q)),
  audit_record: async (q, signal) =>
    UUID.test(q)
      ? [await READ.audit_record(q, signal)]
      : (await unwrapBody(api.GET("/audit-records", { params: { query: { limit: 50 } }, signal }))).items
          .map(audit)
          .filter(matches(q)),
};

function search(q: string): { limit: number; q?: string } {
  return q ? { limit: 10, q } : { limit: 10 };
}

function matches(q: string): (option: TargetOption) => boolean {
  return ({ name }) => name.toLowerCase().includes(q.toLowerCase());
}
