"""The rules for text, against an independent Unicode database and against the functions of Postgres."""

import asyncio
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generated.limits import TAG_MAX_LENGTH, TAGS_MAX_ITEMS
from generated.runtime.text import distinct_tags, first_invisible, is_blank, one_line, tag_key
from generated.scalars import Line160, TagsInput, Visible10000
from tests.databases import connected

BUNDLE = json.loads((Path(__file__).parents[2] / "generated" / "openapi.json").read_text())
SCHEMAS = BUNDLE["components"]["schemas"]
INVISIBLE = regex.compile(r"[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]")
LINE_ENDING = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}]")
LINE: TypeAdapter[str] = TypeAdapter(Line160)
TEXT: TypeAdapter[str] = TypeAdapter(Visible10000)
TAGS: TypeAdapter[list[str]] = TypeAdapter(TagsInput)
CHARACTERS = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]

invisible = st.sampled_from([character for character in CHARACTERS if INVISIBLE.match(character)])
mixed = st.text(st.one_of(invisible, st.characters(exclude_categories=["Cs"])), max_size=20)


def is_accepted(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def test_visible_characters_are_those_of_the_unicode_database():
    wrong = [ascii(character) for character in CHARACTERS if is_blank(character) != bool(INVISIBLE.match(character))]
    assert wrong == []


def test_line_endings_are_those_of_the_unicode_database():
    accepted = {character for character in CHARACTERS if is_accepted(LINE, f"a{character}b")}
    assert {character for character in CHARACTERS if LINE_ENDING.match(character)} == set(CHARACTERS) - accepted


def test_patterns_of_the_contract_agree_up_to_ffff():
    line, text = (re.compile(SCHEMAS[name]["pattern"]) for name in ("TicketTitleInput", "CommentBodyInput"))
    for character in CHARACTERS:
        if ord(character) <= 0xFFFF:
            assert (line.search(character) is None) == (text.search(character) is None) == is_blank(character)
            # In Python, `$` also matches before a line break at the end.
            between = f"a{character}b"
            assert (line.search(between) is not None) == is_accepted(LINE, between)


@given(st.text(invisible))
def test_text_of_invisible_characters_is_blank(text: str):
    assert is_blank(text)
    assert one_line(text) == ""
    assert not is_accepted(LINE, text)
    assert not is_accepted(TEXT, text)
    assert not is_accepted(TAGS, [text])


@given(mixed, st.characters(exclude_categories=["Cs"]), mixed)
def test_one_visible_character_is_enough(before: str, character: str, after: str):
    text = before + character + after
    if INVISIBLE.match(character) is None:
        assert not is_blank(text)
        assert is_accepted(TEXT, text)
        assert is_accepted(LINE, text) == (LINE_ENDING.search(text) is None)


@given(mixed)
def test_one_line_has_no_line_ending_and_keeps_what_is_one(text: str):
    line = one_line(text)
    assert LINE_ENDING.search(line) is None
    assert line == "" or is_accepted(LINE, line)
    assert line in {text, ""} or LINE_ENDING.search(text) is not None
    assert one_line(line) == line


@given(mixed)
def test_accepted_text_matches_the_pattern_of_the_contract(text: str):
    assert not is_accepted(LINE, text) or re.search(SCHEMAS["TicketTitleInput"]["pattern"], text)
    # The pipeline rejects NUL in any text before it validates the types.
    assert not is_accepted(TEXT, text) or "\x00" in text or re.search(SCHEMAS["CommentBodyInput"]["pattern"], text)


@given(mixed)
def test_first_invisible_character_is_found(text: str):
    match = INVISIBLE.search(text)
    assert first_invisible(text) == (None if match is None else match[0])


tags = st.lists(st.one_of(mixed, st.text("\u00c4\u00e4Aa\u0308 \u03a3\u03c3\u03c2\u0130i", max_size=4)), max_size=8)


@given(tags)
def test_stored_tags_are_trimmed_normal_distinct_and_in_the_order_sent(sent: list[str]):
    try:
        stored = TAGS.validate_python(sent)
    except ValidationError:
        assert any(is_blank(tag) or LINE_ENDING.search(tag) or len(tag) > TAG_MAX_LENGTH for tag in sent)
        return
    normal = [unicodedata.normalize("NFC", tag.strip()) for tag in sent]
    assert stored == [tag for place, tag in enumerate(normal) if tag_key(tag) not in map(tag_key, normal[:place])]
    assert TAGS.validate_python(stored) == stored == distinct_tags(stored)
    assert all(0 < len(tag) <= TAG_MAX_LENGTH for tag in stored)


def test_tag_that_gets_longer_by_normalization_is_limited_as_it_is_stored():
    # U+0958 is excluded from composition: in NFC it consists of two characters.
    assert TAGS.validate_python(["\u0958" * 32]) == ["\u0915\u093c" * 32]
    with pytest.raises(ValidationError, match="at most 64 characters in normalization form C; it has 66"):
        TAGS.validate_python(["\u0958" * 33])


def test_number_of_tags_is_limited_as_sent():
    assert len(TAGS.validate_python([str(number) for number in range(TAGS_MAX_ITEMS)])) == TAGS_MAX_ITEMS
    with pytest.raises(ValidationError, match="at most 50 items"):
        TAGS.validate_python(["a"] * (TAGS_MAX_ITEMS + 1))


def test_database_and_server_agree_on_the_key_of_every_character(database: Any):
    """Only characters that this Python knows: a newer Unicode version may add case pairs."""
    known = [character for character in CHARACTERS[1:] if unicodedata.category(character) != "Cn"]

    async def keys() -> list[str]:
        async with connected(database.superuser) as connection:
            rows = await connection.fetch("SELECT tag_key(c) AS key FROM unnest($1::text[]) AS c", known)
            return [row["key"] for row in rows]

    differing = [ascii(one) for one, key in zip(known, asyncio.run(keys()), strict=True) if tag_key(one) != key]
    assert differing == []
