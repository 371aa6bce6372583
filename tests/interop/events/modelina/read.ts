// Compiled with the interfaces that Modelina writes: reads a link by the type of its target.
import { readFileSync } from "node:fs";
import { ExternalReferenceLinkType } from "./typescript/ExternalReferenceLinkType";
import type { TicketLinked } from "./typescript/TicketLinked";
import { TicketLinkType } from "./typescript/TicketLinkType";

const targets: string[] = [];
for (const line of readFileSync("events.jsonl", "utf8").trim().split("\n")) {
  const event: TicketLinked = JSON.parse(JSON.parse(line).body);
  const link = event.data.link;
  if (link?.target_type === TicketLinkType.TICKET) targets.push(`ticket ${link.target.id}`);
  if (link?.target_type === ExternalReferenceLinkType.EXTERNAL_REFERENCE) targets.push(`url ${link.target.url}`);
}
console.log(JSON.stringify(targets));
