"""Terms of a search: words in any order, phrases, numbers of tickets, and text that differs in case or form only."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.spellings import has_rules
from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import Caller, World

# For each list the operation that creates its records, and two members that are searched.
_SEARCHED = {
    "list_tickets": ("create_ticket", "title", "description"),
    "list_alerts": ("create_alert", "title", "description"),
    "list_assets": ("create_asset", "value", "name"),
    "list_evidence": ("create_evidence", "name", "description"),
}
# Texts, and the terms that equal them by NFKC and case folding.
_FOLDED = {
    "\uff31uagga": "\uff51UAGGA",
    "\ufb01nance": "FINANCE",
    "Stra\u00dfe": "STRASSE",
    "\u039f\u03b4\u03cc\u03c2": "\u03bf\u03b4\u03cc\u03c3",
    "\u0130zmir": "i\u0307ZMIR",
    "cafe\u0301": "CAF\u00c9",
    "\u2460nine": "1NINE",
}
_QUICK_FOLDED = 2  # of them for each list in a quick run
_ALL = "A search finds the records that have all its words and phrases, in any order"
_NO_OTHER = "A search finds no record that lacks one of its words or phrases"


def terms(world: World) -> None:
    """Create two records with the same words in another order, and search for them in many ways."""
    if not has_rules(world):
        return
    for lister, (creator, first, second) in _SEARCHED.items():
        if world.may(lister, creator):
            _check_list(world, lister, creator, (first, second))
    if world.may("create_ticket", "list_tickets"):
        _check_numbers(world)
        _check_many(world)


def _check_list(world: World, lister: str, creator: str, members: tuple[str, str]) -> None:
    word = uuid4().hex[:8]
    folded = list(_FOLDED.items())
    one = f"Alpha{word} beta{word} 50%_{word} " + " ".join(f"{text}{word}" for text, _ in folded)
    other = f"beta{word} alpha{word} 50ab{word}"
    operation = world.contract.by_id[creator]
    both = [
        str(world.create(creator, {**world.body(operation), members[0]: name, members[1]: text})["id"])
        for name, text in ((f"gamma{word} \\ one", one), (f"Gamma{word} / other", other))
    ]
    path = world.contract.by_id[lister].path
    search = partial(_check_search, world, world.main, path)
    search(f"BETA{word} alpha{word}", both, others=[])
    search(f"beta{word} gamma{word}", both, others=[])
    search(f"lpha{word[:6]}", both, others=[])
    search(f'"alpha{word} Beta{word}"', both[:1], others=both[1:])
    search(f'gamma{word} "beta{word} alpha{word}"', both[1:], others=both[:1])
    search(f"alpha{word} delta{word}", [], others=both)
    search(f"50%_{word}", both[:1], others=both[1:])
    search(f"gamma{word} \\", both[:1], others=both[1:])
    # Each list starts with other texts, so that a quick run tries all of them.
    start = list(_SEARCHED).index(lister) * _QUICK_FOLDED if world.quick else 0
    for text, term in folded[start : start + _QUICK_FOLDED] if world.quick else folded:
        promise = "A search compares text by NFKC and without case"
        search(f"{term}{word}", both[:1], others=both[1:], promise=promise)
        search(f"{text}{word}", both[:1], others=both[1:], promise=promise)
    if world.auditor is not None and world.auditor.may(world.contract.by_id[lister]):
        promise = "An auditor's search finds what the auditor sees in the same way"
        _check_search(world, world.auditor, path, f"BETA{word} alpha{word}", both, others=[], promise=promise)
        _check_search(
            world, world.auditor, path, f'"ALPHA{word} beta{word}"', both[:1], others=both[1:], promise=promise
        )


def _check_search(
    world: World, caller: Caller, path: str, text: str, expected: list[str], *, others: list[str], promise: str = _ALL
) -> None:
    response = world.send(caller, "GET", path, params={"q": text, "limit": 100})
    ids = _ids(response)
    missing, wrong = [key for key in expected if key not in ids], [key for key in others if key in ids]
    failure = f"{text!r}: missing: {missing}, wrong: {wrong}"
    world.expect(promise, not missing, response, failure)
    world.expect(_NO_OTHER, not wrong, response, failure)


def _check_many(world: World) -> None:
    """Search for 20 terms that a ticket has, and for two more that it lacks."""
    words = [f"{chr(ord('a') + number)}{uuid4().hex[:4]}" for number in range(20)]
    ticket = str(world.new_ticket(description=" ".join(words))["id"])
    search = partial(_check_search, world, world.main, "/tickets")
    search(" ".join(words), [ticket], others=[])
    search(" ".join([*words[:19], f"other{words[0]}"]), [], others=[ticket])
    promise = "A search ignores the terms after the first 20 different ones"
    search(" ".join([*words, words[0], f"other{words[0]}", f"more{words[0]}"]), [ticket], others=[], promise=promise)


def _check_numbers(world: World) -> None:
    """Search for the number of a ticket that a newer one mentions."""
    ticket = world.new_ticket()
    number = ticket["number"]
    newer = world.new_ticket(title=f"Conformance, after #{number}")
    callers = [world.main]
    if world.auditor is not None and world.auditor.may(world.contract.by_id["list_tickets"]):
        callers.append(world.auditor)
    for caller in callers:
        for query in ({"q": f"#{number}"}, {"q": str(number)}, {"q": f"#{number}", "sort": "-created_at"}):
            response = world.send(caller, "GET", "/tickets", params={**query, "limit": 100})
            ids = _ids(response)
            failure = f"expected {ticket['id']} first, got {ids[:2]}"
            promise = "A search for the number of a ticket, with or without `#`, returns this ticket first"
            world.expect(promise, ids[:1] == [ticket["id"]] and ids.count(ticket["id"]) == 1, response, failure)
            world.expect(_ALL, newer["id"] in ids, response, f"expected also {newer['id']}, which has it in its title")
        filtered = world.send(caller, "GET", "/tickets", params={"number": number})
        alone = _ids(filtered) == [ticket["id"]]
        world.expect("The filter `number` returns the ticket with this number alone", alone, filtered)


def _ids(response: httpx.Response) -> list[str]:
    items: list[Json] = response.json().get("items", [])
    return [row["id"] for row in items]
