"""Reads the events in events.jsonl with the models that Modelina writes, and prints a list of failures as JSON."""

import json
from importlib import import_module
from pathlib import Path

failures = []
for line in Path("events.jsonl").read_text().splitlines():
    body = json.loads(line)["body"]
    document = json.loads(body)
    kind = document["type"].split(".")[2]
    name = "Ticket" + "".join(word.title() for word in kind.split("_"))
    model = getattr(import_module(f"python_models.ticket_{kind}"), name)
    event = model.model_validate(json.loads(body))
    if event.model_dump(mode="json", by_alias=True, exclude_unset=True) != document:
        failures.append(f"{kind}: {event}")
    if kind == "linked" and type(event.data.link).__name__ not in {"TicketLink", "ExternalReferenceLink"}:
        failures.append(f"the link is a {type(event.data.link)}")
print(json.dumps(failures))
