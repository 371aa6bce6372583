"use client";

import { Button, Group, SegmentedControl, Stack, Textarea } from "@mantine/core";
import type { Comment, CommentCreate, CommentVisibility, Ticket } from "@oneprotect/ticketing-client";
import type { RefObject } from "react";
import { useIsAuditor, useMay } from "@/api/session";
import { useComment, useComments } from "@/api/tickets";
import { useDraft } from "@/parts/draft";
import { More } from "@/parts/More";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Trouble } from "@/parts/Trouble";
import classes from "./TicketPage.module.css";

/** The comments, oldest first, and the field for one more: internal unless its writer says otherwise. */
export function Comments({ ticket, composer }: { ticket: Ticket; composer: RefObject<HTMLTextAreaElement | null> }) {
  const { id } = ticket;
  const comments = useComments(id);
  const mayWrite = useMay("tickets:write") && ticket.status !== "closed";
  const items = comments.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      {comments.error && <Trouble error={comments.error} retry={comments.refetch} />}
      <ul className={classes.list} aria-label="Comments">
        {items.map((comment) => (
          <Entry key={comment.id} comment={comment} />
        ))}
      </ul>
      {comments.data && items.length === 0 && <p className={classes.prose}>Nobody has commented yet.</p>}
      <More list={comments} what="comments" />
      {mayWrite && <Composer id={id} field={composer} />}
    </Stack>
  );
}

function Entry({ comment }: { comment: Comment }) {
  const isAuditor = useIsAuditor();
  return (
    <li className={classes.comment} data-visibility={comment.visibility}>
      <div className={classes.meta}>
        <strong>{comment.author.display_name}</strong>
        <Time at={comment.created_at} />
        {!isAuditor && (
          <span className={comment.visibility === "internal" ? undefined : classes.eye}>
            {comment.visibility === "internal" ? "Internal" : "Auditors see this"}
          </span>
        )}
      </div>
      <p className={classes.prose}>
        <Text>{comment.body}</Text>
      </p>
    </li>
  );
}

function Composer({ id, field }: { id: string; field: RefObject<HTMLTextAreaElement | null> }) {
  const add = useComment(id);
  const [draft, setDraft] = useDraft<CommentCreate>(`comment on ${id}`);
  const { body, visibility } = { body: "", visibility: "internal" as CommentVisibility, ...draft };
  const submit = () => {
    if (!body.trim() || add.isPending) return;
    add.mutate({ body, visibility }, { onSuccess: () => setDraft(undefined) });
  };
  return (
    <form
      className={classes.comment}
      data-visibility={visibility}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="xs">
        <Textarea
          ref={field}
          aria-label="New comment"
          placeholder="Write a comment (Ctrl Enter sends it)"
          autosize
          minRows={3}
          maxRows={16}
          maxLength={10_000}
          value={body}
          onChange={({ currentTarget: { value } }) => setDraft(value ? { body: value, visibility } : undefined)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
        {add.error && <Trouble error={add.error} retry={submit} />}
        <Group justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label="Who sees the comment"
            value={visibility}
            onChange={(value) => setDraft({ body, visibility: value as CommentVisibility })}
            data={[
              { value: "internal", label: "Internal" },
              { value: "auditor_visible", label: "Auditors see it" },
            ]}
          />
          <Button
            type="submit"
            size="xs"
            loading={add.isPending}
            disabled={!body.trim()}
            color={visibility === "internal" ? "blue" : "#8a4b00"}
          >
            {visibility === "internal" ? "Comment internally" : "Comment for auditors too"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
