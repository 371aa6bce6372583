"use client";

import { Button, Group, Skeleton, Tabs } from "@mantine/core";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { ProblemError } from "@/api/client";
import { useMay } from "@/api/session";
import { UUID } from "@/api/targets";
import { useTicket } from "@/api/tickets";
import { Copy } from "@/parts/Copy";
import { plain } from "@/parts/characters";
import { EmptyState } from "@/parts/EmptyState";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { useKeys } from "@/parts/keys";
import { goBackToList, PageLink } from "@/parts/PageLink";
import { useTitle } from "@/parts/title";
import { Comments } from "./Comments";
import { Description, Title } from "./EditableText";
import { Fields } from "./Fields";
import { Links } from "./Links";
import type { Field } from "./QuickChange";
import { SourceAlert } from "./SourceAlert";
import classes from "./TicketPage.module.css";
import { Timeline } from "./Timeline";

const QuickChange = dynamic(() => import("./QuickChange").then(({ QuickChange }) => QuickChange), { ssr: false });

/** One ticket, edited in place. */
export function TicketPage({ id }: { id: string }) {
  const isId = UUID.test(id);
  const { data: loaded, error, refetch, isPending } = useTicket(id, isId);
  const ticket = loaded?.ticket;
  useTitle(ticket ? `#${ticket.number} ${plain(ticket.title)}` : "Ticket");
  const mayWrite = useMay("tickets:write");
  const [tab, setTab] = useState<string | null>("comments");
  const [changing, setChanging] = useState<Field | null>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // The opened row is gone with its list, so keyboard users start at the content of the page.
    if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
  }, []);
  const start = (field: Field) => mayWrite && ticket && setChanging(field);
  useKeys([
    ["a", () => void start("assignee")],
    ["s", () => void start("status")],
    ["p", () => void start("priority")],
    [
      "c",
      () => {
        setTab("comments");
        setTimeout(() => composer.current?.focus());
      },
    ],
    ["Escape", goBackToList],
  ]);

  // A ticket that was loaded before stays visible with its drafts.
  if (!isId || (!ticket && error instanceof ProblemError && error.problem.status === 404)) {
    return <TicketNotFound />;
  }
  if (!ticket) {
    return (
      <>
        <div className={classes.top} />
        {error ? <ErrorAlert error={error} retry={refetch} /> : isPending && <TicketSkeleton />}
      </>
    );
  }
  return (
    <>
      <div className={classes.top}>
        <Group gap={6}>
          <PageLink search="" className={classes.up}>
            Tickets
          </PageLink>
          <span aria-hidden="true">/</span>
          <span className={classes.number}>#{ticket.number}</span>
          <Copy what="ticket number" value={`#${ticket.number}`} />
          <Copy what="link to this ticket" value={`${window.location.origin}/console/tickets/?id=${ticket.id}`} />
        </Group>
      </div>
      {error && <ErrorAlert error={error} retry={refetch} />}
      <div className={classes.columns}>
        <div className={classes.content}>
          <Title ticket={ticket} />
          <Description ticket={ticket} />
          {ticket.source.alert_id && <SourceAlert id={ticket.source.alert_id} />}
          <Links ticket={ticket} />
          <Tabs value={tab} onChange={setTab} keepMounted>
            <Tabs.List>
              <Tabs.Tab value="comments">Comments</Tabs.Tab>
              <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="comments" pt="sm">
              <Comments ticket={ticket} composer={composer} />
            </Tabs.Panel>
            <Tabs.Panel value="timeline" pt="sm">
              {tab === "timeline" && <Timeline id={ticket.id} />}
            </Tabs.Panel>
          </Tabs>
        </div>
        <Fields ticket={ticket} />
      </div>
      {changing && <QuickChange field={changing} ticket={ticket} onClose={() => setChanging(null)} />}
    </>
  );
}

function TicketNotFound() {
  return (
    <EmptyState title="Ticket not found" isPage>
      <p>It does not exist in your tenant, or the link is incomplete.</p>
      <Button size="xs" variant="default" component={PageLink} search="">
        All tickets
      </Button>
    </EmptyState>
  );
}

function TicketSkeleton() {
  return (
    <div className={classes.columns} role="status" aria-busy="true" aria-label="Loading ticket">
      <div className={classes.content}>
        <Skeleton height={30} width="60%" />
        <Skeleton height={90} />
        <Skeleton height={200} />
      </div>
      <div className={classes.fields}>
        <Skeleton height={320} />
      </div>
    </div>
  );
}
