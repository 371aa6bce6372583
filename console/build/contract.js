// Writes the contract's enums, limits, operations and status transitions as TypeScript, so that the console repeats none of them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const { components, paths } = JSON.parse(readFileSync("../generated/openapi.json", "utf8"));
const enums = {
  alertStatuses: "AlertStatus",
  alertVerdicts: "AlertVerdict",
  auditTargetTypes: "AuditTargetType",
  demoIdentities: "DemoIdentity",
  linkRelations: "LinkRelation",
  linkTargetTypes: "LinkTargetType",
  priorities: "TicketPriority",
  resolutionReasons: "ResolutionReason",
  severities: "Severity",
  ticketSourceKinds: "TicketSourceKind",
  ticketStatuses: "TicketStatus",
};

const limits = {
  comment: "CommentBodyInput",
  description: "TicketDescription",
  label: "ExternalTargetCreate.label",
  note: "ResolutionUpdate.note",
  tag: "TagInput",
  title: "TicketTitleInput",
  url: "HttpsUrl",
};

const lines = ["// Written by build/contract.js from generated/openapi.json.", ""];
lines.push('import type { ScopeName, TicketStatus } from "@oneprotect/ticketing-client";', "");
for (const [name, schema] of Object.entries(enums)) {
  lines.push(`export const ${name} = ${JSON.stringify(components.schemas[schema].enum)} as const;`);
}
const longest = Object.entries(limits).map(([name, path]) => {
  const [schema, member] = path.split(".");
  const found = components.schemas[schema];
  return [name, (member ? found.properties[member] : found).maxLength];
});
lines.push(`export const limits = ${JSON.stringify(Object.fromEntries(longest))} as const;`);
const parameters = [paths["/tickets"].get, paths["/alerts"].get]
  .flatMap((operation) => operation.parameters)
  .map((parameter) => components.parameters[parameter.$ref?.split("/").at(-1)] ?? parameter);
const texts = parameters.filter(({ name }) => ["asset", "rule_id", "source"].includes(name));
const longestFilters = texts.map(({ name, schema }) => [
  name,
  { values: schema.maxItems, characters: schema.items.maxLength },
]);
lines.push(`export const filterLimits = ${JSON.stringify(Object.fromEntries(longestFilters))} as const;`);
const mutations = Object.values(paths).flatMap((item) =>
  ["post", "patch", "delete"].map((method) => item[method]?.operationId).filter((id) => id && !id.endsWith("_session")),
);
lines.push(`export const mutations = ${JSON.stringify(mutations.sort())} as const;`);
const transitions = JSON.stringify(components.schemas.TicketStatus["x-transitions"]);
lines.push(
  `export const transitions: Record<TicketStatus, readonly { to: TicketStatus; needs?: ScopeName }[]> = ${transitions};`,
);
mkdirSync(".generated", { recursive: true });
writeFileSync(".generated/contract.ts", `${lines.join("\n")}\n`);
