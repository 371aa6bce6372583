"use client";

import { Button, Group, SegmentedControl, Stack, Textarea } from "@mantine/core";
import type { Comment, CommentCreate, CommentVisibility, Ticket } from "@oneprotect/ticketing-client";
import { type RefObject, useState } from "react";
import { forgetKeys } from "@/api/client";
import { useIsAuditor, useMay } from "@/api/session";
import { useComment, useComments } from "@/api/tickets";
import { limits } from "@/contract";
import { isBlank } from "@/parts/characters";
import { counter, fits } from "@/parts/counter";
import { hasDraft, useDraft } from "@/parts/draft";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { LoadMore } from "@/parts/LoadMore";
import { useIsMounted } from "@/parts/mounted";
import { notify } from "@/parts/notices";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import classes from "./TicketPage.module.css";

/** The comments, oldest first, and a field for a new one, which is internal by default. */
export function Comments({ ticket, composer }: { ticket: Ticket; composer: RefObject<HTMLTextAreaElement | null> }) {
  const { id } = ticket;
  const comments = useComments(id);
  const mayWrite = useMay("tickets:write");
  const items = comments.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      {comments.error && <ErrorAlert error={comments.error} retry={comments.refetch} />}
      <ul className={classes.list} aria-label="Comments">
        {items.map((comment) => (
          <Entry key={comment.id} comment={comment} />
        ))}
      </ul>
      {comments.data && items.length === 0 && <p className={classes.prose}>No comments yet.</p>}
      <LoadMore list={comments} what="comments" />
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
        <strong>
          <bdi>{comment.author.display_name}</bdi>
        </strong>
        <Time at={comment.created_at} />
        {!isAuditor && (
          <span className={comment.visibility === "internal" ? undefined : classes.eye}>
            {comment.visibility === "internal" ? "Internal" : "Visible to auditors"}
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
  const isMounted = useIsMounted();
  const body = draft?.body ?? "";
  const isClosed = ticket.status === "closed";
  const isValid = !isBlank(body) && fits(body, limits.comment);
  const write = (text: string, chosen: CommentVisibility) => {
    setVisibility(chosen);
    setDraft(text ? { body: text, visibility: chosen } : undefined);
    if (!text) forgetKeys("comment", ticket.id);
  };
  const submit = async () => {
    if (!isValid || add.isPending || isClosed) return;
    try {
      await add.mutateAsync({ body, visibility });
      // Text written while the request was in flight starts the next comment.
      const text = latest()?.body ?? "";
      write(text.startsWith(body) ? text.slice(body.length).trimStart() : text, "internal");
    } catch (error) {
      const href = `/tickets/?id=${ticket.id}`;
      if (!isMounted.current) notify({ what: `Comment on #${ticket.number}`, href, error: error as Error });
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
          placeholder="Write a comment. Press Ctrl+Enter to send it."
          autosize
          minRows={3}
          maxRows={16}
          {...counter(body, limits.comment)}
          value={body}
          onChange={(event) => write(event.currentTarget.value, visibility)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
        {isClosed && <p className={classes.prose}>This ticket has been closed. You can comment once it is reopened.</p>}
        {add.error && <ErrorAlert error={add.error} retry={submit} />}
        <Group justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label="Comment visibility"
            value={visibility}
            onChange={(value) => write(body, value as CommentVisibility)}
            data={[
              { value: "internal", label: "Internal" },
              { value: "auditor_visible", label: "Visible to auditors" },
            ]}
          />
          <Button
            type="submit"
            size="xs"
            loading={add.isPending}
            disabled={!isValid || isClosed}
            color={visibility === "internal" ? "blue" : "#8a4b00"}
          >
            {visibility === "internal" ? "Add internal comment" : "Add comment visible to auditors"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
