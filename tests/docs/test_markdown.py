"""The Markdown files of the repository refer only to files, headings and paths that exist."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("", "conformance", "docs/**", "generated/sdk/*")
FILES = sorted(path for folder in FOLDERS for path in ROOT.glob(f"{folder}/*.md" if folder else "*.md"))
# Inline code that names a path from the root; placeholders such as <version> and build output do not match.
ROOMS = "codegen|conformance|console|docs|generated|handlers|specs|sql|tests"
PATH = re.compile(rf"(?:{ROOMS})/(?!.*(?:out/|node_modules))[\w./*-]*")


def inline(path: Path) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text()):
        yield from token.children or ()


def headings(path: Path) -> set[str]:
    """Return the anchors that GitHub derives from the headings."""
    tokens = MarkdownIt("commonmark").parse(path.read_text())
    titles = (title.content for start, title in pairwise(tokens) if start.type == "heading_open")
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_link_broken(path: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return False
    file, _, anchor = unquote(link).partition("#")
    target = path.parent / file if file else path
    return not target.exists() or bool(anchor and target.suffix == ".md" and anchor not in headings(target))


def test_the_files_are_found():
    assert {"README.md", "CONTRIBUTING.md", "docs/README.md"} <= set(map(names, FILES))


@pytest.mark.parametrize("path", FILES, ids=names)
def test_links_and_images_lead_to_existing_files(path: Path):
    links = [str(token.attrGet("href") or token.attrGet("src") or "") for token in inline(path)]
    assert [link for link in links if link and is_link_broken(path, link)] == []


@pytest.mark.parametrize("path", FILES, ids=names)
def test_paths_in_inline_code_exist(path: Path):
    codes = [token.content for token in inline(path) if token.type == "code_inline"]
    paths = [code for code in codes if PATH.fullmatch(code)]
    assert [code for code in paths if not any(ROOT.glob(code.rstrip("/")))] == []
