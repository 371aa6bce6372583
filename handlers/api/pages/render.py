"""Renders the templates of this package. Texts of the contract are Markdown; HTML in them is escaped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {"markdown": _MARKDOWN.render, "inline": _MARKDOWN.renderInline, "pretty": _pretty}


def page(template: str, **values: Any) -> bytes:
    """Return a page as UTF-8. Every value is escaped, by the template or by the Markdown renderer."""
    return _ENVIRONMENT.get_template(template).render(values).encode()
