import { useState } from "react";
import { useDirectory } from "@/api/records";
import { useSession } from "@/api/session";
import { useHolders } from "@/api/tickets";
import { userName } from "@/parts/fields";

/** The users that a filter offers, by id. */
export interface Users {
  /** The value for the signed-in user, if tickets can be theirs. */
  me: string[];
  others: string[];
  name: (id: string) => string;
  onOpen: () => void;
}

/**
 * Offers the users to whom tickets can be assigned, and of the others, such as people who have left, those who still
 * have tickets.
 */
export function useUsers(field: "assignee_id" | "reporter_id"): Users {
  const { me } = useSession();
  const { data: directory } = useDirectory();
  const [isOpened, setIsOpened] = useState(false);
  const own = me.permissions.includes("tickets:write") ? me.principal.id : undefined;
  const users = [...(directory?.values() ?? [])].filter(({ id }) => id !== own);
  const unassignable = users.filter(({ assignable }) => !assignable).map(({ id }) => id);
  const { data: holders } = useHolders(field, unassignable, isOpened);
  return {
    me: own === undefined ? [] : ["me"],
    others: users.filter(({ id, assignable }) => assignable || holders?.has(id)).map(({ id }) => id),
    name: (id) => (id === "me" ? "Me" : id === "none" ? "Unassigned" : userName(directory, id)),
    onOpen: () => setIsOpened(true),
  };
}
