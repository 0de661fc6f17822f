"""Whole-country years from columns, and a board that changes with each receipt."""

from __future__ import annotations

import array as _array
import datetime as _dt
import json as _json
from typing import Any, Iterable

from . import native as _native
from ._errors import make as _make_error
from ._rulebook import Rulebook
from ._times import date_text as _date_text
from ._times import instant_text as _instant_text

_TICKS = {"s": 1, "ms": 1000, "us": 1000000, "ns": 1000000000}


def _columns(values: Any, unit: str) -> tuple[Any, int]:
    """A buffer or a list, and its ticks a second. pandas and NumPy are asked, never imported."""
    dtype: Any = getattr(values, "dtype", None)
    if getattr(dtype, "tz", None) is not None:  # a pandas column of aware instants: UTC nanoseconds inside
        return values.astype("int64").to_numpy(), _TICKS["ns"]
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
        dtype = values.dtype
    kind = getattr(dtype, "kind", "")
    if kind == "M":  # datetime64[ns]: taken as UTC
        return values.view("int64"), _TICKS[dtype.str.split("[")[1][:-1]]
    if kind in "OU" and kind or isinstance(values, tuple):
        return list(values), _TICKS[unit]
    return values, _TICKS[unit]


class Grid:
    """Counts of receipts for each region and report date of one schedule.

    ``Grid(rules, regions, since, until)`` counts for the region codes in ``regions``, dates included. Rows are an instant of
    receipt and a place in that list; see :meth:`add`. Counts and states are those of :meth:`Rulebook.board` for receipts without a
    date of their own. One thread at a time.
    """

    __slots__ = ("_handle", "_regions", "_places")

    def __init__(self, rules: Rulebook, regions: Iterable[str], since: _dt.date | str, until: _dt.date | str,
                 schedule: str | None = None) -> None:
        self._regions = list(regions)
        self._places = {code: place for place, code in enumerate(self._regions)}
        self._handle = _native.Grid(rules._handle, _date_text(since), _date_text(until), schedule, self._regions)

    @property
    def regions(self) -> list[str]:
        """The region codes, in the order of their places."""
        return list(self._regions)

    def _place_column(self, regions: Any) -> Any:
        if hasattr(regions, "to_numpy"):
            regions = regions.to_numpy()
        if isinstance(regions, (list, tuple)) or getattr(getattr(regions, "dtype", None), "kind", "") in ("O", "U"):
            places = self._places
            return _array.array("i", [places.get(one, -1) if isinstance(one, str) else one for one in regions])
        return regions

    def add(self, times: Any, regions: Any, now: _dt.datetime | str, keys: Any = None, unit: str = "s") -> None:
        """Count rows; each takes constant time, so call it as often as something comes.

        ``times``: 64-bit integers since 1970 UTC in ``unit`` ("s", "ms", "us", "ns"), datetime64, a pandas column, bytes of one
        width or a list of RFC 3339 texts. ``regions``: places as integers, or codes. ``keys``: 64-bit integers that tell resends
        (0: none). Buffers are read without a copy. What was received after ``now`` is counted as ignored.
        """
        column, ticks = _columns(times, unit)
        self._handle.add((column, self._place_column(regions), keys, ticks), _instant_text(now))

    def add_one(self, time: _dt.datetime | str | int, region: str | int, now: _dt.datetime | str, key: int = 0, unit: str = "s") -> None:
        """Count one receipt, in constant time: an aware datetime, RFC 3339 text or an integer in ``unit``; a code or a place."""
        times = _array.array("q", [time]) if isinstance(time, int) else [_instant_text(time)]
        self.add(times, [region], now, _array.array("q", [key]) if key else None, unit)

    def _place(self, region: str) -> int:
        if region not in self._places:
            raise _make_error("PILKADA_E_UNKNOWN", "the grid does not count for this region", None, None, None, region)
        return self._places[region]

    def cell(self, region: str, date: _dt.date | str, now: _dt.datetime | str) -> dict[str, Any] | None:
        """required, received, on_time, early, late and state of one region and date; None if it has no window."""
        text = self._handle.cell(self._place(region), _date_text(date), _instant_text(now))
        return None if text is None else _json.loads(text)

    def _shape(self) -> list[int]:
        return [len(self._regions), self._handle.days()]

    def states(self, now: _dt.datetime | str) -> memoryview:
        """All states, regions by dates, as numbers: places in ``list(WindowState)``; 255 for a date without a window."""
        shape = self._shape()
        out = bytearray(shape[0] * shape[1])
        self._handle.states(_instant_text(now), out)
        return memoryview(out).cast("B", shape)

    def counts(self, on_time: bool = True) -> memoryview:
        """Reports on time (or all that were received), regions by dates, 32-bit integers."""
        shape = self._shape()
        out = bytearray(shape[0] * shape[1] * 4)
        self._handle.counts(on_time, out)
        return memoryview(out).cast("i", shape)

    def summary(self, now: _dt.datetime | str) -> dict[str, Any]:
        """Counts and rates as exact fractions, and what was ignored."""
        return _json.loads(self._handle.summary(_instant_text(now)))["summary"]

    def __repr__(self) -> str:
        shape = self._shape()
        return f"<Grid of {shape[0]} regions, {shape[1]} dates>"
