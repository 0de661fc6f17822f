"""Levels and hits of a screening."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from . import native as _native


class Level(Enum):
    """What to do with a text. TIDAK_TUNTAS: a limit cut the work; not clean, not flagged, not known."""

    BERSIH = _native.level_name(0)
    PERIKSA = _native.level_name(1)
    PRIORITAS = _native.level_name(2)
    TIDAK_TUNTAS = _native.level_name(3)

    def __str__(self) -> str:
        return str(self.value)


class Change(NamedTuple):
    """Characters of a hit that a view read as something else: ``from_`` stands in the text, ``to`` is what it was read as,
    "" when it was dropped. Places are those of the whole text, as in a :class:`Hit`."""

    view: str
    start: int
    end: int
    byte_start: int
    byte_end: int
    from_: str
    to: str


class Hit(NamedTuple):
    """One place in the text. ``text[hit.start:hit.end]`` is what was found, if the text is a str;
    ``byte_start`` and ``byte_end`` are the same in bytes of UTF-8. ``reason`` says why a suppressed hit
    does not count, and is None for one that counts. ``label`` of the category and ``why`` the entry is on the list,
    in two languages, come with ``explain=True`` and with :meth:`Screener.screen_many`, and so does how it was read: ``form``,
    the words of the list that matched (None for marks of style), ``changes`` and how many more than 256 there are, and
    ``start_u16`` and ``end_u16``, places in UTF-16 code units, as JavaScript counts."""

    rule: str
    category: str
    points: int
    start: int
    end: int
    byte_start: int
    byte_end: int
    text: str
    steps: tuple[str, ...]
    reason: str | None
    label: dict[str, str] | None = None
    why: dict[str, str] | None = None
    form: str | None = None
    changes: tuple[Change, ...] = ()
    changes_left_out: int = 0
    start_u16: int | None = None
    end_u16: int | None = None


class NearMiss(NamedTuple):
    """An entry that nearly matched. ``reason`` is what was wanting: jarak (``gap`` words between two parts, at most ``most``
    may stand there), kata_sisipan, kurang_satu_kata, beda_kalimat, beda_urutan, kurang_satu_bagian; ``missing`` is the word
    or part that is not there. Places are those of a :class:`Hit`."""

    rule: str
    category: str
    reason: str
    start: int
    end: int
    byte_start: int
    byte_end: int
    text: str
    missing: str | None
    gap: int | None
    most: int | None


def near_miss(data: dict[str, Any]) -> NearMiss:
    """A near miss of its JSON."""
    return NearMiss(data["rule"], data["category"], data["reason"], data["start_cp"], data["end_cp"], data["start"],
                    data["end"], data["text"], data["missing"], data["gap"], data["most"])


def _change(data: dict[str, Any]) -> Change:
    return Change(data["view"], data["start_cp"], data["end_cp"], data["start"], data["end"], data["from"], data["to"])


def hit(data: dict[str, Any]) -> Hit:
    """A hit of its JSON."""
    return Hit(data["rule"], data["category"], data["points"], data["start_cp"], data["end_cp"], data["start"],
               data["end"], data["text"], tuple(data["steps"]), data.get("reason"), data.get("label"), data.get("why"),
               data.get("form"), tuple(map(_change, data.get("changes", ()))), data.get("changes_left_out", 0),
               data.get("start_u16"), data.get("end_u16"))
