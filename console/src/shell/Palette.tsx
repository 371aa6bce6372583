"use client";

import "@mantine/spotlight/styles.css";

import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useState } from "react";
import { api, unwrapBody } from "@/api/client";
import { useSession } from "@/api/session";
import { cut } from "@/parts/characters";
import { Text } from "@/parts/Text";

const MAX_RESULTS = 8; // of each kind
const MAX_LENGTH = 200; // characters of a search

// Results arrive after the typing and are not selected then, so Enter opens the first one.
function openFirstResult(event: KeyboardEvent<HTMLInputElement>): void {
  const actions = [
    ...(event.currentTarget.closest("section, [role=dialog]")?.querySelectorAll<HTMLElement>("[data-action]") ?? []),
  ];
  if (event.key === "Enter" && !actions.some((action) => action.dataset.selected)) actions[0]?.click();
}

/** Goes to a page, a view, or a ticket or alert found by a search; opens each time ``openCount`` changes. */
export function Palette({ openCount }: { openCount: number }) {
  const router = useRouter();
  const { me } = useSession();
  const [query, setQuery] = useState("");
  const [q] = useDebouncedValue(cut(query.trim(), MAX_LENGTH), 150);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the count opens it
  useEffect(() => spotlight.open(), [openCount]);

  const mayReadAlerts = me.permissions.includes("alerts:read");
  const results = useQuery({
    queryKey: ["palette", q],
    // Both arrive together, so that Enter does not open an alert because the tickets are late.
    queryFn: async ({ signal }) => {
      const params = { query: { q, limit: MAX_RESULTS } };
      const [tickets, alerts] = await Promise.all([
        unwrapBody(api.GET("/tickets", { params, signal })),
        mayReadAlerts ? unwrapBody(api.GET("/alerts", { params, signal })) : undefined,
      ]);
      return { tickets: tickets.items, alerts: alerts?.items ?? [] };
    },
    enabled: q !== "",
  });
  const pages: [string, string][] = [
    ["Overview", "/"],
    ["Tickets", "/tickets/"],
    ["Open tickets", "/tickets/?status=new&status=triaged&status=in_progress&status=on_hold"],
    ...(me.permissions.includes("tickets:write")
      ? [["My tickets", "/tickets/?assignee_id=me"] as [string, string]]
      : []),
    ["Unassigned tickets", "/tickets/?assignee_id=none"],
    ["Alerts", "/alerts/"],
    ["New alerts", "/alerts/?status=new"],
    ...(me.permissions.includes("audit:read")
      ? ([
          ["Audit log", "/audit/"],
          ["Denied changes", "/audit/?outcome=denied"],
        ] as [string, string][])
      : []),
  ];
  const matchingPages = pages.filter(([label]) => label.toLowerCase().includes(query.trim().toLowerCase()));

  // Results for an earlier query are not offered.
  const found = q === cut(query.trim(), MAX_LENGTH) ? results.data : undefined;
  const isEmpty = found?.tickets.length === 0 && found.alerts.length === 0;

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      attributes={{ content: { "aria-label": "Go to" } }}
    >
      <Spotlight.Search placeholder="Search pages, tickets and alerts" aria-label="Go to" onKeyDown={openFirstResult} />
      <Spotlight.ActionsList>
        {matchingPages.map(([label, href]) => (
          <Spotlight.Action key={href} label={label} onClick={() => router.push(href)} />
        ))}
        {found && found.tickets.length > 0 && (
          <Spotlight.ActionsGroup label="Tickets">
            {found.tickets.map(({ id, number, title }) => (
              <Spotlight.Action key={id} onClick={() => router.push(`/tickets/?id=${id}`)}>
                <span>
                  #{number} <Text>{title}</Text>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found && found.alerts.length > 0 && (
          <Spotlight.ActionsGroup label="Alerts">
            {found.alerts.map(({ id, title, source }) => (
              <Spotlight.Action key={id} onClick={() => router.push(`/alerts/?id=${id}`)}>
                <span>
                  <Text>{title}</Text> (<Text>{source}</Text>)
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {matchingPages.length === 0 && isEmpty && <Spotlight.Empty>No matches</Spotlight.Empty>}
        {results.error && <Spotlight.Empty>The search failed. Try again.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
