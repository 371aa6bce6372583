"""Digests of JSON documents: the SHA-256 of their RFC 8785 form."""

import hashlib
from typing import Any

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from handlers.runtime import canonical

SAFE = 2**53 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-SAFE, SAFE) | TEXTS
NUMBERS = SCALARS | st.floats(allow_nan=False, allow_infinity=False)


def documents(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        scalars,
        lambda child: st.lists(child) | st.dictionaries(st.text(st.characters(max_codepoint=127)) | TEXTS, child),
    )


@given(documents(SCALARS) | documents(NUMBERS))
def test_digest_is_that_of_the_canonical_form(document: Any):
    assert canonical.digest(document) == hashlib.sha256(rfc8785.dumps(document)).digest()


@given(st.integers(SAFE + 1, SAFE + 1000), st.integers(SAFE + 1, SAFE + 1000))
def test_large_integers_keep_all_digits(one: int, other: int):
    assert (canonical.digest([one]) == canonical.digest([other])) == (one == other)
