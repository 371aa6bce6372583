"use client";

import { Button, Group, SegmentedControl, Stack, Textarea } from "@mantine/core";
import type { Comment, CommentCreate, CommentVisibility, Ticket } from "@oneprotect/ticketing-client";
import { type RefObject, useState } from "react";
import { forget } from "@/api/client";
import { useIsAuditor, useMay } from "@/api/session";
import { useComment, useComments } from "@/api/tickets";
import { hasDraft, useDraft } from "@/parts/draft";
import { More } from "@/parts/More";
import { tell } from "@/parts/notices";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Trouble } from "@/parts/Trouble";
import { useIsThere } from "@/parts/there";
import classes from "./TicketPage.module.css";

/** The comments, oldest first, and the field for one more: internal unless its writer says otherwise. */
export function Comments({ ticket, composer }: { ticket: Ticket; composer: RefObject<HTMLTextAreaElement | null> }) {
  const { id } = ticket;
  const comments = useComments(id);
  const mayWrite = useMay("tickets:write");
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
      {mayWrite && (ticket.status !== "closed" || hasDraft(commentDraft(ticket))) && (
        <Composer ticket={ticket} field={composer} />
      )}
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

function commentDraft({ id }: Ticket): string {
  return `comment on ${id}`;
}

function Composer({ ticket, field }: { ticket: Ticket; field: RefObject<HTMLTextAreaElement | null> }) {
  const add = useComment(ticket.id);
  const [draft, setDraft, latest] = useDraft<CommentCreate>(commentDraft(ticket));
  const [visibility, setVisibility] = useState<CommentVisibility>(draft?.visibility ?? "internal");
  const isThere = useIsThere();
  const body = draft?.body ?? "";
  const isClosed = ticket.status === "closed";
  const write = (text: string, seenBy: CommentVisibility) => {
    setVisibility(seenBy);
    setDraft(text ? { body: text, visibility: seenBy } : undefined);
    if (!text) forget("comment", ticket.id);
  };
  const submit = async () => {
    if (!body.trim() || add.isPending || isClosed) return;
    try {
      await add.mutateAsync({ body, visibility });
      // What was written while the answer was on its way is a comment of its own.
      const now = latest()?.body ?? "";
      write(now.startsWith(body) ? now.slice(body.length).trimStart() : now, "internal");
    } catch (error) {
      const href = `/tickets/?id=${ticket.id}`;
      if (!isThere.current) tell({ what: `Comment on #${ticket.number}`, href, error: error as Error });
    }
  };
  return (
    <form
      className={classes.comment}
      data-visibility={visibility}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
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
          onChange={(event) => write(event.currentTarget.value, visibility)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
        {isClosed && (
          <p className={classes.prose}>The ticket was closed meanwhile: it takes no comment until it is reopened.</p>
        )}
        {add.error && <Trouble error={add.error} retry={submit} />}
        <Group justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label="Who sees the comment"
            value={visibility}
            onChange={(value) => write(body, value as CommentVisibility)}
            data={[
              { value: "internal", label: "Internal" },
              { value: "auditor_visible", label: "Auditors see it" },
            ]}
          />
          <Button
            type="submit"
            size="xs"
            loading={add.isPending}
            disabled={!body.trim() || isClosed}
            color={visibility === "internal" ? "blue" : "#8a4b00"}
          >
            {visibility === "internal" ? "Comment internally" : "Comment for auditors too"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
