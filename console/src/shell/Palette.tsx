"use client";

import "@mantine/spotlight/styles.css";

import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useState } from "react";
import { api, unwrapBody } from "@/api/client";
import { useSession } from "@/api/session";
import { Text } from "@/parts/Text";
import { stripNumberSign } from "@/tickets/filters";

// Results arrive after the typing and are not selected then, so Enter opens the first one.
function openFirstResult(event: KeyboardEvent<HTMLInputElement>): void {
  const actions = [
    ...(event.currentTarget.closest("section, [role=dialog]")?.querySelectorAll<HTMLElement>("[data-action]") ?? []),
  ];
  if (event.key === "Enter" && !actions.some((action) => action.dataset.selected)) actions[0]?.click();
}

/** Goes to a page, a view, or a ticket found by number or text; opens each time ``openCount`` changes. */
export function Palette({ openCount }: { openCount: number }) {
  const router = useRouter();
  const { me } = useSession();
  const [query, setQuery] = useState("");
  const [q] = useDebouncedValue(query.trim(), 150);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the count opens it
  useEffect(() => spotlight.open(), [openCount]);

  const results = useQuery({
    queryKey: ["palette", q],
    queryFn: async ({ signal }) =>
      (await unwrapBody(api.GET("/tickets", { params: { query: { q: stripNumberSign(q), limit: 8 } }, signal }))).items,
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
  const tickets = q === query.trim() ? results.data : undefined;

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      attributes={{ content: { "aria-label": "Go to" } }}
    >
      <Spotlight.Search placeholder="Search pages and tickets" aria-label="Go to" onKeyDown={openFirstResult} />
      <Spotlight.ActionsList>
        {matchingPages.map(([label, href]) => (
          <Spotlight.Action key={href} label={label} onClick={() => router.push(href)} />
        ))}
        {tickets?.map((ticket) => (
          <Spotlight.Action key={ticket.id} onClick={() => router.push(`/tickets/?id=${ticket.id}`)}>
            #{ticket.number} <Text>{ticket.title}</Text>
          </Spotlight.Action>
        ))}
        {matchingPages.length === 0 && tickets?.length === 0 && <Spotlight.Empty>No matches</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
