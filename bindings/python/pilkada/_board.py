"""Who owes what, and who has sent it."""

from __future__ import annotations

import json as _json
from enum import Enum
from typing import Any, Iterator, NamedTuple

from . import native as _native
from ._html import table as _table
from ._result import Result as _Result


class WindowState(Enum):
    """State of one region on one date."""

    LENGKAP = _native.window_state_name(0)
    KURANG = _native.window_state_name(1)
    TERLAMBAT = _native.window_state_name(2)
    BELUM = _native.window_state_name(3)
    BERJALAN = _native.window_state_name(4)
    DIKECUALIKAN = _native.window_state_name(5)

    def __str__(self) -> str:
        return str(self.value)


class Cell(NamedTuple):
    """One region on one date. ``received`` are distinct reports; ``reason`` has a sentence a language."""

    schedule: str
    region: str
    date: str
    required: int
    received: int
    on_time: int
    early: int
    late: int
    duplicate: int
    nihil: int
    rejected: int
    state: WindowState
    reason: dict[str, str]


def _cell(data: dict[str, Any]) -> Cell:
    return Cell(**{name: data[name] for name in Cell._fields if name != "state"}, state=WindowState(data["state"]))


class Board(_Result):
    """One cell for each region and date. Made by :meth:`Rulebook.board`.

    It has no truth value: ask ``board.complete``. It can be iterated over, cell by cell.
    """

    __slots__ = ()

    @staticmethod
    def _decode(text: str) -> Any:
        return [_json.loads(line) for line in text.splitlines()]

    def to_json(self) -> str:
        """One line of JSON for each cell, then one for the summary; each line ends with a newline."""
        return super().to_json()

    @property
    def cells(self) -> list[Cell]:
        """By date, then by region. A new list at each call."""
        return [_cell(item) for item in self._data[:-1]]

    @property
    def complete(self) -> bool:
        """True when every cell is lengkap or dikecualikan."""
        return all(item["state"] in ("lengkap", "dikecualikan") for item in self._data[:-1])

    @property
    def summary(self) -> dict[str, Any]:
        """Counts and rates; the rates are exact fractions."""
        return dict(self._data[-1]["summary"])

    def __len__(self) -> int:
        return len(self._data) - 1

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def to_frame(self) -> Any:
        """The cells as a pandas.DataFrame: one row a cell, dates as datetime64, states as text."""
        import pandas  # type: ignore[import]
        rows = [{**item, "reason": item["reason"]["id"]} for item in self._data[:-1]]
        frame = pandas.DataFrame(rows, columns=list(Cell._fields))
        frame["date"] = pandas.to_datetime(frame["date"])
        return frame

    def __repr__(self) -> str:
        return f"<Board of {len(self)} cells: {'complete' if self.complete else 'incomplete'}>"

    def _repr_html_(self) -> str:
        rows = [(c.region, c.date, c.required, c.on_time, c.late, c.state, c.reason["id"]) for c in self.cells]
        caption = "lengkap" if self.complete else "belum lengkap"
        return _table(caption, ("wilayah", "tanggal", "wajib", "tepat waktu", "terlambat", "keadaan", "sebab"), rows)
