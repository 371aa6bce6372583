"""The report of a run: JUnit XML for machines and one self-contained page for people."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from oneprotect_conformance.findings import Case, Failure, Violation
from oneprotect_conformance.fuzz_findings import as_rows
from oneprotect_conformance.outcome import Outcome

_NAME = "oneprotect-conformance"
_STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d8dee6, #333c48); --soft: light-dark(#f5f7fa, #1b2129);
  --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b6e3c, #6fd08c); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
  background: light-dark(#fff, #12161b); color: light-dark(#1c2430, #e3e8ee); }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
.verdict { font-weight: 600 } .bad { color: var(--bad) } .good { color: var(--good) }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; vertical-align: top;
  border-bottom: 1px solid var(--line) } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
article { border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; margin: 1rem 0;
  padding: .75rem 1rem } article h3 { margin: 0; font-size: 1rem }
article p { margin: .4rem 0 } summary { cursor: pointer }
pre { background: var(--soft); padding: .6rem; overflow: auto; white-space: pre-wrap; word-break: break-word;
  border-radius: 4px; font: 13px/1.45 ui-monospace, monospace; margin: .4rem 0 } small { opacity: .75 }
"""


def write(outcome: Outcome, folder: Path) -> list[Path]:
    """Write junit.xml and report.html to a folder, which is created if necessary; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    junit, page = folder / "junit.xml", folder / "report.html"
    ET.ElementTree(_junit(outcome)).write(junit, encoding="utf-8", xml_declaration=True)
    page.write_text("".join(_page(outcome)), encoding="utf-8")
    return [junit, page]


def write_without_result(reason: str, folder: Path) -> None:
    """Write junit.xml and report.html of a run that checked nothing, or has not finished yet."""
    folder.mkdir(parents=True, exist_ok=True)
    root = ET.Element("testsuites", name=_NAME, tests="1", failures="0", errors="1")
    suite = ET.SubElement(root, "testsuite", name=_NAME, tests="1", failures="0", errors="1")
    ET.SubElement(ET.SubElement(suite, "testcase", classname=_NAME, name="all"), "error", message=_xml(reason))
    ET.ElementTree(root).write(folder / "junit.xml", encoding="utf-8", xml_declaration=True)
    page = f"{_head('Conformance')}<p class='verdict bad'>nothing was checked: {escape(reason)}</p></body></html>"
    (folder / "report.html").write_text(page, encoding="utf-8")


def head(violation: Violation) -> str:
    """Return scope and promise in one line, with the checks that found the violation and how often."""
    others = f" and {len(violation.checks) - 2} more" if len(violation.checks) > 2 else ""
    times = f"  ({_times(violation.times)})" if violation.times > 1 else ""
    return f"{violation.scope}: {violation.promise}  [{', '.join(violation.checks[:2])}{others}]{times}"


def _times(number: int) -> str:
    return f"{number:,} times" if number > 1 else "once"


def lines(violation: Violation) -> Iterator[str]:
    """Yield the lines that the terminal shows: scope and promise, the operations, then the first exchange."""
    yield head(violation)
    if len(violation.operations) > 1:
        yield f"  {', '.join(violation.operations)}"
    failure = next(iter(violation.failures.values()))[0]
    yield from (f"  {line}" for line in _explanation(failure))
    if failure.request:
        yield f"  {failure.request}"
    yield from (f"    {line}" for line in failure.response.splitlines()[:20])


def _explanation(failure: Failure) -> Iterator[str]:
    yield f"expected: {failure.expected or failure.promise}"
    yield f"seen: {failure.seen or 'see the response'}"


def _junit(outcome: Outcome) -> ET.Element:
    violations = outcome.findings.violations
    kept = [case for case in outcome.findings.cases.values() if not case.failures]
    root = ET.Element(
        "testsuites",
        name=_NAME,
        tests=str(len(violations) + len(kept) + bool(outcome.stopped)),
        failures=str(len(violations)),
        errors=str(int(bool(outcome.stopped))),
        time=f"{outcome.seconds:.3f}",
    )
    if violations:
        count = str(len(violations))
        suite = ET.SubElement(root, "testsuite", name="violations", tests=count, failures=count)
        for violation in violations:
            _violation(suite, violation)
    for check in dict.fromkeys(case.check for case in kept):
        mine = [case for case in kept if case.check == check]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=check,
            tests=str(len(mine)),
            failures="0",
            skipped=str(sum(case.is_skipped for case in mine)),
            time=f"{sum(case.seconds for case in mine):.3f}",
        )
        for case in mine:
            seconds = f"{case.seconds:.3f}"
            node = ET.SubElement(suite, "testcase", classname=case.check, name=case.operation, time=seconds)
            if case.is_skipped:
                ET.SubElement(node, "skipped", message=_xml(case.skipped or ""))
    if outcome.stopped:
        suite = ET.SubElement(root, "testsuite", name="the run", tests="1", failures="0", errors="1")
        node = ET.SubElement(suite, "testcase", classname="the run", name="finishes")
        ET.SubElement(node, "error", message=_xml(outcome.stopped))
    return root


def _violation(suite: ET.Element, violation: Violation) -> None:
    """Add the test case of a promise. Its name is the same in every run, so that a CI system can follow it."""
    node = ET.SubElement(suite, "testcase", classname=violation.checks[0], name=_xml(violation.promise))
    element = ET.SubElement(node, "failure", message=_xml(head(violation)))
    element.text = "\n\n\n".join(
        _xml("\n".join([f"{operation}  ({_times(violation.operations[operation])})", *_exchange(failures[0])]))
        for operation, failures in violation.failures.items()
    )


def _exchange(failure: Failure) -> Iterator[str]:
    yield from _explanation(failure)
    yield from filter(None, (failure.request, "\n" + failure.response))


def _xml(text: str) -> str:
    """Escape the characters that XML 1.0 does not allow."""
    return "".join(
        character
        if character in "\t\n"
        or (character >= "\x20" and not 0xD800 <= ord(character) <= 0xDFFF and ord(character) not in {0xFFFE, 0xFFFF})
        else f"\\x{ord(character):02x}"
        for character in text
    )


def _head(title: str) -> str:
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'><title>Conformance</title>"
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
    )


def _page(outcome: Outcome) -> Iterator[str]:
    yield _head(f"Conformance of {outcome.server}")
    yield f"<p class='verdict {'bad' if outcome.status else 'good'}'>{escape(outcome.verdict)}</p>"
    if outcome.stopped:
        yield f"<p class='bad'>The run did not finish: {escape(outcome.stopped)}</p>"
    yield f"<p>{escape(outcome.summary)}</p>"
    gaps = [f"<li>{escape(gap)}</li>" for gap in outcome.gaps]
    yield f"<h2>Not checked</h2><ul>{''.join(gaps)}</ul>" if gaps else ""
    if outcome.findings.violations:
        yield "<h2>Violations</h2>"
        yield from map(_article, outcome.findings.violations)
    yield "<h2>Checks</h2><table><tr><th>Check<th class='number'>Operations<th class='number'>Assertions"
    yield "<th class='number'>Violations<th>Not checked</tr>"
    cases = list(outcome.findings.cases.values())
    for check in dict.fromkeys(case.check for case in cases):
        yield _row([case for case in cases if case.check == check])
    yield "</table>"
    if outcome.counts.requests:
        yield "<h2>Generated requests</h2><table><tr><th>Operation<th class='number'>Requests"
        yield "<th class='number'>Distinct and accepted</tr>"
        for row in as_rows(outcome.counts):
            yield f"<tr><td>{escape(row['operation'])}<td class='number'>{row['requests']}"
            yield f"<td class='number'>{row['accepted']}</tr>"
        yield "</table>"
    yield "</body></html>"


def _article(violation: Violation) -> str:
    details = "".join(
        f"<details{' open' * (number == 0)}><summary>{escape(operation)} "
        f"<small>{_times(violation.operations[operation])}</small></summary>"
        f"{''.join(map(_details, failures))}</details>"
        for number, (operation, failures) in enumerate(violation.failures.items())
    )
    return (
        f"<article><h3>{escape(violation.scope)}</h3><p class='bad'>{escape(violation.promise)} "
        f"<small>{escape(', '.join(violation.checks))}, {_times(violation.times)}</small></p>{details}</article>"
    )


def _details(failure: Failure) -> str:
    explanation = "".join(
        f"<p><b>{title}</b> {escape(text)}</p>"
        for line in _explanation(failure)
        for title, _, text in [line.partition(": ")]
    )
    request = f"<pre>{escape(failure.request)}</pre>" if failure.request else ""
    return f"{explanation}{request}<pre>{escape(failure.response)}</pre>"


def _row(cases: list[Case]) -> str:
    violations = sum(len(case.times) for case in cases)
    reasons: dict[str, list[str]] = {}
    for case in cases:
        if case.is_skipped:
            reasons.setdefault(case.skipped or "", []).append(case.operation)
    skipped = "; ".join(f"{reason}: {', '.join(operations)}" for reason, operations in reasons.items())
    return (
        f"<tr><td>{escape(cases[0].check)}<td class='number'>{len(cases)}"
        f"<td class='number'>{sum(case.assertions for case in cases)}"
        f"<td class='number{' bad' if violations else ''}'>{violations}<td><small>{escape(skipped)}</small></tr>"
    )
