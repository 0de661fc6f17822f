"""Dates and instants as the library reads them: ISO 8601 text."""

from __future__ import annotations

import datetime as _dt


def date_text(value: _dt.date | str) -> str:
    """A date, the date of a datetime as its clock shows it, or "YYYY-MM-DD"."""
    if isinstance(value, _dt.datetime):
        value = value.date()
    if isinstance(value, _dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    raise TypeError(f"expected datetime.date or str, not {type(value).__name__}")


def instant_text(value: _dt.datetime | str) -> str:
    """An aware datetime or RFC 3339 text. The library refuses a time without offset."""
    if isinstance(value, _dt.datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value
    raise TypeError(f"expected datetime.datetime or str, not {type(value).__name__}")
