"""A run on paper: JUnit XML for machines, one self-contained page for people."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from handlers.conformance import fuzzing
from handlers.conformance.findings import Case, Failure
from handlers.conformance.run import Outcome

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
pre { background: var(--soft); padding: .6rem; overflow: auto; white-space: pre-wrap; word-break: break-word;
  border-radius: 4px; font: 13px/1.45 ui-monospace, monospace; margin: .4rem 0 } small { opacity: .75 }
"""


def write(outcome: Outcome, folder: Path) -> list[Path]:
    """Write junit.xml and report.html into a folder, which is made; give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    junit, page = folder / "junit.xml", folder / "report.html"
    ET.ElementTree(_junit(outcome)).write(junit, encoding="utf-8", xml_declaration=True)
    page.write_text("".join(_page(outcome)), encoding="utf-8")
    return [junit, page]


def lines(check: str, failure: Failure) -> Iterator[str]:
    """Write a failure as a person reads it: operation and promise, the request, the answer."""
    yield f"{failure.operation}: {failure.promise}  [{check}]"
    if failure.request:
        yield f"  {failure.request}"
    yield from (f"    {line}" for line in failure.answer.splitlines()[:20])


def _junit(outcome: Outcome) -> ET.Element:
    cases = list(outcome.findings.cases.values())
    root = ET.Element(
        "testsuites",
        name="oneprotect conformance",
        tests=str(len(cases)),
        failures=str(sum(bool(case.failures) for case in cases)),
        time=f"{outcome.seconds:.3f}",
    )
    for check in dict.fromkeys(case.check for case in cases):
        mine = [case for case in cases if case.check == check]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=check,
            tests=str(len(mine)),
            failures=str(sum(bool(case.failures) for case in mine)),
            skipped=str(sum(_is_left_out(case) for case in mine)),
            time=f"{sum(case.seconds for case in mine):.3f}",
        )
        for case in mine:
            _case(suite, case)
    return root


def _case(suite: ET.Element, case: Case) -> None:
    node = ET.SubElement(suite, "testcase", classname=case.check, name=case.operation, time=f"{case.seconds:.3f}")
    for failure in case.failures:
        found = ET.SubElement(node, "failure", message=_xml(f"{failure.operation}: {failure.promise}"))
        found.text = _xml(f"{failure.request}\n\n{failure.answer}")
    if _is_left_out(case):
        ET.SubElement(node, "skipped", message=_xml(case.left_out or ""))


def _is_left_out(case: Case) -> bool:
    return case.left_out is not None and case.held == 0


def _xml(text: str) -> str:
    """Write out what XML 1.0 cannot hold."""
    return "".join(
        sign
        if sign in "\t\n"
        or (sign >= "\x20" and not 0xD800 <= ord(sign) <= 0xDFFF and ord(sign) not in {0xFFFE, 0xFFFF})
        else f"\\x{ord(sign):02x}"
        for sign in text
    )


def _page(outcome: Outcome) -> Iterator[str]:
    failures = outcome.findings.failures
    verdict = f"{len(failures)} broken promise{'s' * (len(failures) > 1)}" if failures else "every promise is kept"
    yield "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
    yield "<meta name='viewport' content='width=device-width'><title>Conformance</title>"
    yield f"<style>{_STYLE}</style></head><body><h1>Conformance of {escape(outcome.server)}</h1>"
    yield f"<p class='verdict {'bad' if failures else 'good'}'>{verdict}</p>"
    yield f"<p>As {escape(', '.join(outcome.roles))}, seed {outcome.seed}: {outcome.findings.held:,} promises "
    yield f"looked at, {outcome.counts.requests.total():,} requests made up, in {outcome.seconds:.0f} s.</p>"
    if outcome.left_out:
        left_out = "; ".join(f"{name} ({why})" for name, why in outcome.left_out.items())
        yield f"<p><b>Not judged:</b> {escape(left_out)}.</p>"
    if failures:
        yield "<h2>Broken promises</h2>"
        yield from (_failure(check, failure) for check, failure in failures)
    yield "<h2>Checks</h2><table><tr><th>Check<th class='number'>Operations<th class='number'>Promises"
    yield "<th class='number'>Broken<th>Not judged</tr>"
    cases = list(outcome.findings.cases.values())
    for check in dict.fromkeys(case.check for case in cases):
        yield _row([case for case in cases if case.check == check])
    yield "</table>"
    if outcome.counts.requests:
        yield "<h2>Made-up requests</h2><table><tr><th>Operation<th class='number'>Requests"
        yield "<th class='number'>Distinct and accepted</tr>"
        for row in fuzzing.as_rows(outcome.counts):
            yield f"<tr><td>{escape(row['operation'])}<td class='number'>{row['requests']}"
            yield f"<td class='number'>{row['accepted']}</tr>"
        yield "</table>"
    yield "</body></html>"


def _failure(check: str, failure: Failure) -> str:
    request = f"<pre>{escape(failure.request)}</pre>" if failure.request else ""
    return (
        f"<article><h3>{escape(failure.operation)}</h3><p class='bad'>{escape(failure.promise)} "
        f"<small>{escape(check)}</small></p>{request}<pre>{escape(failure.answer)}</pre></article>"
    )


def _row(cases: list[Case]) -> str:
    broken = sum(len(case.failures) for case in cases)
    reasons: dict[str, list[str]] = {}
    for case in cases:
        if _is_left_out(case):
            reasons.setdefault(case.left_out or "", []).append(case.operation)
    left_out = "; ".join(f"{reason}: {', '.join(operations)}" for reason, operations in reasons.items())
    return (
        f"<tr><td>{escape(cases[0].check)}<td class='number'>{len(cases)}"
        f"<td class='number'>{sum(case.held for case in cases)}"
        f"<td class='number{' bad' if broken else ''}'>{broken}<td><small>{escape(left_out)}</small></tr>"
    )
