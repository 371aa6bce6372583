"use client";

import { parseAsString, useQueryState } from "nuqs";
import { TicketList } from "@/tickets/TicketList";
import { TicketPage } from "@/tickets/TicketPage";

/** The list of tickets, or one ticket if the URL has an ``id``. */
export default function Tickets() {
  const [id] = useQueryState("id", parseAsString);
  return id === null ? <TicketList /> : <TicketPage key={id} id={id} />;
}
