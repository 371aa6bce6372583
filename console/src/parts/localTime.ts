const absolute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Returns a time of the URL in the form of a `datetime-local` field, in the time zone of the browser. */
export function toLocal(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "";
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return shifted.slice(0, date.getUTCSeconds() === 0 ? 16 : 19);
}

/** Returns the time that a `datetime-local` field shows, in UTC. */
export function fromLocal(local: string): string {
  return new Date(local).toISOString();
}

/** Returns a time of the URL as people read it; what is not a time stays as it is. */
export function readable(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : absolute.format(date);
}
