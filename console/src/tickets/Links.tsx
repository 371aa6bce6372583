"use client";

import { ActionIcon, Anchor, Button } from "@mantine/core";
import type { Ticket, Link as TicketLink } from "@oneprotect/ticketing-client";
import { IconExternalLink, IconX } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useMay } from "@/api/session";
import { useTarget } from "@/api/targets";
import { useLinks, useUnlink } from "@/api/tickets";
import { words } from "@/parts/Badge";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { Link } from "@/parts/Link";
import { LoadMore } from "@/parts/LoadMore";
import { Text } from "@/parts/Text";
import classes from "./TicketPage.module.css";

const NewLink = dynamic(() => import("./NewLink").then(({ NewLink }) => NewLink), { ssr: false });

/** The links of the ticket, in both directions. */
export function Links({ ticket }: { ticket: Ticket }) {
  const links = useLinks(ticket.id);
  const unlink = useUnlink(ticket.id);
  const mayWrite = useMay("tickets:write") && ticket.status !== "closed";
  const [adding, setAdding] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const items = links.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="links">
      <div className={classes.head}>
        <h2 id="links">Links</h2>
        {mayWrite && (
          <Button ref={addButton} size="compact-sm" variant="subtle" onClick={() => setAdding(true)}>
            Add link
          </Button>
        )}
      </div>
      {links.error && <ErrorAlert error={links.error} retry={links.refetch} />}
      {unlink.error && <ErrorAlert error={unlink.error} />}
      <ul className={classes.list} aria-label="Links">
        {items.map((link) => (
          <li key={link.id} className={classes.meta}>
            <span>{relationLabel(link.relation, link.direction)}</span>
            <Target link={link} />
            {mayWrite && link.direction === "outbound" && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Remove link to this ${words(link.target_type).toLowerCase()}`}
                title="Remove link"
                loading={unlink.isPending && unlink.variables === link.id}
                onClick={() => unlink.mutate(link.id, { onSuccess: () => addButton.current?.focus() })}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {links.data && items.length === 0 && <p className={classes.prose}>No links yet.</p>}
      <LoadMore list={links} what="links" />
      {adding && <NewLink ticket={ticket} onClose={() => setAdding(false)} />}
    </section>
  );
}

type Relation = TicketLink["relation"];

const OUTBOUND: Record<Relation, string> = {
  related: "Related to",
  duplicates: "Duplicates",
  caused_by: "Caused by",
  blocks: "Blocks",
};
const INBOUND: Record<Relation, string> = {
  related: "Related to",
  duplicates: "Duplicated by",
  caused_by: "Causes",
  blocks: "Blocked by",
};

/** Returns the label of a relation as seen from one end of a link. */
export function relationLabel(relation: Relation, direction: TicketLink["direction"]): string {
  return direction === "inbound" ? INBOUND[relation] : OUTBOUND[relation];
}

/** The other end of a link, by its name. */
export function Target({ link }: { link: TicketLink }) {
  if (link.target_type === "external_reference") {
    const { url, label } = link.target;
    // Auditors get the URL without its host, which is no link.
    if (!/^https:\/\//i.test(url) || !URL.canParse(url)) return <Text>{label ?? url}</Text>;
    return (
      <Anchor href={url} target="_blank" rel="noopener noreferrer" size="sm">
        <Text>{label ?? url}</Text> <IconExternalLink size={12} aria-label="(opens in a new tab)" />
      </Anchor>
    );
  }
  const isInbound = link.direction === "inbound";
  return <Record type={isInbound ? "ticket" : link.target_type} id={isInbound ? link.ticket_id : link.target.id} />;
}

const PAGES = { ticket: "/tickets/", alert: "/alerts/", audit_record: "/audit/" } as const;

function Record({ type, id }: { type: Exclude<TicketLink["target_type"], "external_reference">; id: string }) {
  const { data } = useTarget(type, id);
  const shown = (
    <>
      {words(type)} <Text>{data ?? "…"}</Text>
    </>
  );
  if (!(type in PAGES)) return <span>{shown}</span>;
  return (
    <Anchor component={Link} size="sm" href={`${PAGES[type as keyof typeof PAGES]}?id=${id}`}>
      {shown}
    </Anchor>
  );
}
