import { filterLimits, ticketSourceKinds } from "@/contract";
import type { Filter } from "@/parts/Filters";
import { assetHint } from "@/parts/filterErrors";
import type { Filters } from "./filters";
import type { Users } from "./users";

const SOURCES: Record<string, string> = { alert: "From an alert", manual: "Created manually" };
const TIMES = [
  ["created_from", "Created from"],
  ["created_to", "Created before"],
  ["updated_from", "Updated from"],
  ["updated_to", "Updated before"],
] as const;

/** The filters of tickets that are shown on request. */
export function moreFilters(filters: Filters, change: (part: Partial<Filters>) => unknown, reporters: Users): Filter[] {
  return [
    {
      kind: "texts",
      name: "asset",
      label: "Asset",
      placeholder: "192.0.2.7, 10.0.0.0/8, web*",
      max: filterLimits.asset.values,
      hint: assetHint,
      value: filters.asset,
      onChange: (asset) => change({ asset }),
    },
    {
      kind: "choices",
      name: "reporter_id",
      label: "Reporter",
      options: [...reporters.me, ...reporters.others],
      option: reporters.name,
      onOpen: reporters.onOpen,
      value: filters.reporter_id,
      onChange: (reporter_id) => change({ reporter_id }),
    },
    {
      kind: "choices",
      name: "source_kind",
      label: "Source",
      options: ticketSourceKinds,
      option: (kind) => SOURCES[kind] ?? kind,
      value: filters.source_kind,
      onChange: (kinds) => change({ source_kind: ticketSourceKinds.filter((kind) => kinds.includes(kind)) }),
    },
    {
      kind: "number",
      name: "number",
      label: "Number",
      value: filters.number,
      onChange: (number) => change({ number }),
    },
    ...TIMES.map(
      ([name, label]): Filter => ({
        kind: "time",
        name,
        label,
        value: filters[name],
        onChange: (time) => change({ [name]: time }),
      }),
    ),
  ];
}
