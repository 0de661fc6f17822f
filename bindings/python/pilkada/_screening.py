"""Hoax-keyword screening: which text to read first, and exactly why."""

from __future__ import annotations

import datetime as _dt
import json as _json
import os as _os
from typing import IO, TYPE_CHECKING, Any, Iterable

from . import native as _native
from ._hits import Hit, Level, NearMiss
from ._hits import hit as _hit
from ._hits import near_miss as _near_miss
from ._html import table as _table
from ._result import Frozen as _Frozen
from ._result import Result as _Result
from ._screenings import Screenings
from ._stream import ScreenStream
from ._stream import screen_file as _screen_file
from ._times import date_text as _date_text

if TYPE_CHECKING:
    from ._rulebook import Rulebook

_screen = _native.Screener.screen  # looked up once: it is called for each text


class Screening(_Result):
    """The result for one text. Made by :meth:`Rulebook.screen` and :meth:`Screener.screen`.

    It has no truth value: ask ``screening.level``. A person decides what the hits mean.
    """

    __slots__ = ()
    _calls = _native.Screening

    @property
    def id(self) -> str | None:
        """The id that was given with the text."""
        return self._data["id"]

    @property
    def level(self) -> Level:
        """What to do with the text."""
        return Level(self._data["level"])

    @property
    def score(self) -> int:
        """The points of the hits that count."""
        return self._data["score"] if type(self._handle) is _Frozen else _native.Screening.score(self._handle)

    @property
    def hits(self) -> list[Hit]:
        """Hits that count, by place. A new list at each call."""
        return [_hit(item) for item in self._data["hits"]]

    @property
    def suppressed(self) -> list[Hit]:
        """Hits that do not count, each with its reason."""
        return [_hit(item) for item in self._data["suppressed"]]

    @property
    def normal(self) -> str | None:
        """The text as the widest view reads it, if it was asked for."""
        return self._data.get("normal")

    @property
    def near(self) -> list[NearMiss] | None:
        """Entries that nearly matched, the nearest first and 16 at most, for ``near=True``."""
        near = self._data.get("near")
        return None if near is None else [_near_miss(item) for item in near]

    @property
    def disposisi(self) -> str | None:
        """What a person decided, as it was given with the text."""
        return self._data.get("disposisi")

    @property
    def limits(self) -> list[str] | None:
        """Names of the limits that cut the work, for ``explain=True``: without any the whole text was looked at."""
        return self._data.get("limits")

    @property
    def bad_bytes(self) -> int | None:
        """Bytes of the text that are no UTF-8, for ``explain=True``; each separates words."""
        return self._data.get("bad_bytes")

    @property
    def left_out(self) -> int | None:
        """Places of hits that a stream does not show, for ``explain=True``."""
        return self._data.get("left_out")

    def __repr__(self) -> str:
        return f"<Screening id={self.id!r}: {self.level}, {self.score} points, {len(self._data['hits'])} hits>"

    def _repr_html_(self) -> str:
        rows = [(h.rule, h.category, h.points, h.text, f"{h.start}-{h.end}") for h in self.hits]
        return _table(f"{self.level}, {self.score} poin", ("butir", "kategori", "poin", "teks", "letak"), rows)


class Screener:
    """Compiled keyword rules of your own. Immutable, safe to share between threads.

    ``Screener(pack)`` takes a keyword pack as JSON text or as a dict.
    """

    __slots__ = ("_handle", "_made_of")
    _made_of: tuple[Any, ...]

    def __init__(self, pack: str | bytes | dict[str, Any]) -> None:
        self._handle = _native.Screener(pack)
        self._made_of = (type(self), (pack if isinstance(pack, (str, bytes)) else dict(pack),))

    @classmethod
    def _of(cls, rules: Rulebook, extra: Iterable[str | bytes | dict[str, Any]], alone: bool) -> Screener:
        self = object.__new__(cls)
        packs = extra if isinstance(extra, (str, bytes, dict)) else list(extra)  # the library refuses the former
        self._handle = rules._handle.screener(packs, alone)
        self._made_of = (Screener._of, (rules, packs, alone))
        return self

    def screen(self, text: str | bytes, id: str | None = None, normal: bool = False, mask: bool = False,
               explain: bool = False, at: _dt.date | str | None = None, disposisi: str | None = None,
               near: bool = False) -> Screening:
        """Screen one text. It need not be UTF-8: bad bytes are stepped over.
        ``mask`` hides NIK, telephone and account numbers; ``explain`` adds labels, reasons and limits;
        ``at`` is the day by which entries expire (without it none does); ``disposisi``, what a person decided before, comes
        out again; ``near`` also looks for entries that nearly matched. Releases the GIL."""
        day = None if at is None else _date_text(at)
        return _screen(self._handle, text, id, normal, mask, explain, day, disposisi, near)

    def screen_many(self, texts: Iterable[str | bytes | None], hits: bool = False, mask: bool = False,
                    at: _dt.date | str | None = None) -> Screenings:
        """Screen many texts in one call: a list, a NumPy array, a pandas Series, or anything with the Arrow C interface.
        ``hits`` keeps the hits, too; ``at`` is the day by which entries expire. Near misses come from :meth:`screen`,
        text by text. Releases the GIL."""
        return Screenings._of(self._handle, texts, hits, mask, None if at is None else _date_text(at))

    def stream(self, id: str | None = None, mask: bool = False, explain: bool = False, at: _dt.date | str | None = None,
               disposisi: str | None = None) -> ScreenStream:
        """A text that comes in pieces, of any size: ``feed()`` each, then ``finish()``. Options are those of :meth:`screen`;
        near misses and the normal text need a whole text. ``with screener.stream() as stream:`` gives the memory back."""
        day = None if at is None else _date_text(at)
        return ScreenStream._of(self._handle.stream(id, mask, explain, day, disposisi))

    def screen_file(self, file: str | _os.PathLike[str] | IO[str] | IO[bytes], id: str | None = None, mask: bool = False,
                    explain: bool = False, at: _dt.date | str | None = None, disposisi: str | None = None) -> Screening:
        """Screen all of a file as one text, whatever its size: a path, or anything with ``read()``."""
        with self.stream(id, mask, explain, at, disposisi) as stream:
            return _screen_file(stream, file)

    @property
    def packs(self) -> list[dict[str, Any]]:
        """The packs it was made of: id, version, number of entries, and the SHA-256 of what each says."""
        return _json.loads(self._handle.packs())

    def __len__(self) -> int:
        """Number of entries."""
        return self._handle.count()

    def __reduce__(self) -> tuple[Any, ...]:
        return self._made_of

    def __repr__(self) -> str:
        return f"<Screener of {len(self)} entries>"
