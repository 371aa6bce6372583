// Reads the events in events.jsonl with the CloudEvents SDK for JavaScript, and prints a list of failures as JSON.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { HTTP } from "cloudevents";

// Reads a message as it arrives: all headers are strings.
function receive({ headers, body }) {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return HTTP.toEvent({ headers: Object.fromEntries(texts), body });
}

const failures = [];
for (const line of readFileSync("events.jsonl", "utf8").trim().split("\n")) {
  const { headers, body } = JSON.parse(line);
  const document = JSON.parse(body);
  const event = receive({ headers, body });
  event.validate();
  const forms = {
    structured: event,
    "binary, written and read again": receive(HTTP.binary(event)),
    "structured, written and read again": receive(HTTP.structured(event)),
  };
  for (const [name, read] of Object.entries(forms)) {
    // The SDK keeps milliseconds of a time. An integer attribute is a string in binary mode.
    const time = new Date(document.time).toISOString();
    const ticketversion = name.startsWith("binary") ? String(document.ticketversion) : document.ticketversion;
    const expected = { ...document, time, ticketversion };
    const actual = { ...JSON.parse(JSON.stringify(read)), time: new Date(read.time).toISOString() };
    if (!isDeepStrictEqual(actual, expected)) failures.push(`${document.type}, ${name}: ${JSON.stringify(actual)}`);
  }
}
console.log(JSON.stringify(failures));
