"""Tables for notebooks. Reports are untrusted text: everything is escaped, nothing is loaded."""

from __future__ import annotations

from html import escape as _escape
from typing import Iterable

# No colours of our own: the notebook's theme, light or dark, decides.
_HEAD = '<th style="text-align:left">{}</th>'
_CELL = '<td style="text-align:left">{}</td>'


def table(caption: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """One table; cells are texts, never markup."""
    lines = ["".join(_CELL.format(_escape(str(cell))) for cell in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    titles = "".join(_HEAD.format(_escape(title)) for title in head)
    table_head = f"<thead><tr>{titles}</tr></thead>" if lines else ""
    return f"<table><caption>{_escape(caption)}</caption>{table_head}<tbody>{body}</tbody></table>"
