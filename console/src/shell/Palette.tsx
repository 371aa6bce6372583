"use client";

import "@mantine/spotlight/styles.css";

import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useState } from "react";
import { api, body } from "@/api/client";
import { useSession } from "@/api/session";
import { asNumber } from "@/tickets/filters";

// What is found comes after the typing, and nothing is selected then.
function takeTheFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const actions = [
    ...(event.currentTarget.closest("section, [role=dialog]")?.querySelectorAll<HTMLElement>("[data-action]") ?? []),
  ];
  if (event.key === "Enter" && !actions.some((action) => action.dataset.selected)) actions[0]?.click();
}

/** Goes to a page, a view, or a ticket that is found by number or words; each new ``asked`` opens it. */
export function Palette({ asked }: { asked: number }) {
  const router = useRouter();
  const { me } = useSession();
  const [query, setQuery] = useState("");
  const [q] = useDebouncedValue(query.trim(), 150);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new asking opens it
  useEffect(() => spotlight.open(), [asked]);

  const found = useQuery({
    queryKey: ["palette", q],
    queryFn: async ({ signal }) =>
      (await body(api.GET("/tickets", { params: { query: { q: asNumber(q), limit: 8 } }, signal }))).items,
    enabled: q !== "",
  });
  const places: [string, string][] = [
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
          ["Audit", "/audit/"],
          ["Denied mutations", "/audit/?outcome=denied"],
        ] as [string, string][])
      : []),
  ];
  const fitting = places.filter(([label]) => label.toLowerCase().includes(query.trim().toLowerCase()));

  // What was found for other words is nothing to take.
  const tickets = q === query.trim() ? found.data : undefined;

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      attributes={{ content: { "aria-label": "Go to" } }}
    >
      <Spotlight.Search
        placeholder="A page, or a ticket's number or words"
        aria-label="Go to"
        onKeyDown={takeTheFirst}
      />
      <Spotlight.ActionsList>
        {fitting.map(([label, href]) => (
          <Spotlight.Action key={href} label={label} onClick={() => router.push(href)} />
        ))}
        {tickets?.map((ticket) => (
          <Spotlight.Action
            key={ticket.id}
            label={`#${ticket.number} ${ticket.title}`}
            onClick={() => router.push(`/tickets/?id=${ticket.id}`)}
          />
        ))}
        {fitting.length === 0 && tickets?.length === 0 && <Spotlight.Empty>Nothing fits.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
