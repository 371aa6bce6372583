import type { Principal, Ticket } from "@oneprotect/ticketing-client";
import { Badge } from "@/parts/Badge";
import { plain } from "@/parts/characters";
import { userName } from "@/parts/fields";
import classes from "@/parts/List.module.css";
import { PageLink } from "@/parts/PageLink";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";

const MAX_TAGS = 3;
const { small, wide, minor } = classes;
const CLASSES = [undefined, small, undefined, wide, undefined, small, minor, small];

/** One ticket in the list; the row is a link. */
export function TicketRow({ ticket, directory }: { ticket: Ticket; directory: Map<string, Principal> | undefined }) {
  const { id, number, title, status, priority, severity, assignee_id, tags, created_at } = ticket;
  return (
    <tr>
      <td>
        <Badge kind="priority" value={priority} />
      </td>
      <td className={classes.small}>
        <Badge kind="severity" value={severity} />
      </td>
      <td className={classes.number}>#{number}</td>
      <td className={classes.wide}>
        <PageLink search={`?id=${id}`} className={classes.link} data-row={id}>
          <Text>{title}</Text>
        </PageLink>
      </td>
      <td>
        <Badge kind="status" value={status} />
      </td>
      <td className={classes.small}>
        {assignee_id === null ? (
          <span className={classes.number}>Unassigned</span>
        ) : (
          <bdi>{userName(directory, assignee_id)}</bdi>
        )}
      </td>
      <td className={classes.minor}>
        {tags.slice(0, MAX_TAGS).map((tag) => (
          <span key={tag} className={classes.tag}>
            <Text>{tag}</Text>
          </span>
        ))}
        {tags.length > MAX_TAGS && <span title={plain(tags.join(", "))}>+{tags.length - MAX_TAGS}</span>}
      </td>
      <td className={classes.small}>
        <Time at={created_at} />
      </td>
    </tr>
  );
}

/** Placeholder rows of the same height as loaded rows. */
export function SkeletonRows() {
  return Array.from({ length: 20 }, (_, row) => (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a table row is not focusable
    <tr key={row} aria-hidden="true">
      {[28, 60, 40, 320, 60, 70, 80, 30].map((width, column) => (
        <td key={column} className={CLASSES[column]}>
          <span className={classes.bone} style={{ width }} />
        </td>
      ))}
    </tr>
  ));
}
