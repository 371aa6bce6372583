"use client";

import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { LinkCreate, LinkRelation, LinkTargetType, Ticket } from "@oneprotect/ticketing-client";
import { useState } from "react";
import { forgetKeys } from "@/api/client";
import { type RecordType, useTargets } from "@/api/targets";
import { useLink } from "@/api/tickets";
import { limits, linkRelations, linkTargetTypes } from "@/contract";
import { words } from "@/parts/Badge";
import { cut, isBlank } from "@/parts/characters";
import { counter, fits } from "@/parts/counter";
import { Dialog } from "@/parts/Dialog";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { Text } from "@/parts/Text";
import { relationLabel } from "./Links";
import classes from "./TicketPage.module.css";

/** Links the ticket to a record or to an external URL. */
export function NewLink({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const link = useLink(ticket.id);
  const [type, setType] = useState<LinkTargetType>("ticket");
  const [relation, setRelation] = useState<LinkRelation>("related");
  const add = (target: LinkCreate) => link.mutate(target, { onSuccess: onClose });
  const close = () => {
    forgetKeys("link", ticket.id);
    onClose();
  };
  return (
    <Dialog onClose={close} title={`Add link to #${ticket.number}`} size="lg">
      <Stack gap="xs">
        <Group grow>
          <Select
            label="Relation"
            allowDeselect={false}
            data={linkRelations.map((value) => ({ value, label: relationLabel(value, "outbound") }))}
            value={relation}
            onChange={(value) => setRelation(value as LinkRelation)}
          />
          <Select
            label="Link to"
            allowDeselect={false}
            data-autofocus
            data={linkTargetTypes.map((value) => ({ value, label: words(value) }))}
            value={type}
            onChange={(value) => setType(value as LinkTargetType)}
          />
        </Group>
        {type === "external_reference" ? (
          <External isSaving={link.isPending} onAdd={(target) => add({ target_type: type, relation, target })} />
        ) : (
          <RecordSearch
            key={type}
            type={type}
            own={ticket.id}
            onAdd={(id) => add({ target_type: type, relation, target: { id } })}
          />
        )}
        {link.error && <ErrorAlert error={link.error} />}
      </Stack>
    </Dialog>
  );
}

const PLURALS: Record<RecordType, string> = {
  ticket: "tickets",
  alert: "alerts",
  asset: "assets",
  evidence: "evidence",
  delivery_record: "delivery records",
  audit_record: "audit records",
};
const MAX_QUERY = 200; // characters
// Their API has no full-text search.
const WITHOUT_SEARCH: RecordType[] = ["delivery_record", "audit_record"];

function RecordSearch({ type, own, onAdd }: { type: RecordType; own: string; onAdd: (id: string) => void }) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 120);
  const { data, error, refetch } = useTargets(type, q);
  const results = data?.filter(({ id }) => id !== own) ?? [];
  return (
    <>
      <TextInput
        label={`Search ${PLURALS[type]}`}
        description={
          WITHOUT_SEARCH.includes(type) ? "Shows the most recent. To find an older one, enter its ID." : undefined
        }
        type="search"
        value={typed}
        onChange={(event) => setTyped(cut(event.currentTarget.value, MAX_QUERY))}
      />
      {error && <ErrorAlert error={error} retry={refetch} />}
      <ul className={classes.list} aria-label="Search results">
        {results.map(({ id, name }) => (
          <li key={id}>
            <Button variant="default" size="xs" fullWidth justify="flex-start" onClick={() => onAdd(id)}>
              <Text>{name}</Text>
            </Button>
          </li>
        ))}
      </ul>
      {data && results.length === 0 && <p className={classes.prose}>No results</p>}
    </>
  );
}

function External({
  isSaving,
  onAdd,
}: {
  isSaving: boolean;
  onAdd: (target: { url: string; label: string | null }) => void;
}) {
  const [url, setUrl] = useState("");
  const [label, setLabel] = useState("");
  const isValid = fits(url.trim(), limits.url) && fits(label.trim(), limits.label);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) onAdd({ url: url.trim(), label: isBlank(label) ? null : label.trim() });
      }}
    >
      <Stack gap="xs">
        <TextInput
          label="URL"
          description="Stored as a reference. The server never opens it."
          required
          type="url"
          pattern="\s*[Hh][Tt][Tt][Pp][Ss]://.+"
          placeholder="https://tracker.example.com/browse/SEC-17"
          {...(fits(url, limits.url) ? {} : counter(url, limits.url))}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label="Label"
          {...counter(label, limits.label)}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving} disabled={!isValid}>
            Add link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
