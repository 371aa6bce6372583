"""Renders the templates."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

_ENVIRONMENT = Environment(
    loader=PackageLoader("codegen"),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 - it writes code and Markdown, not HTML
)


def render(name: str, **values: object) -> str:
    """Render the template of a file, such as ``models.py``."""
    return _ENVIRONMENT.get_template(f"{name}.jinja").render(**values)
