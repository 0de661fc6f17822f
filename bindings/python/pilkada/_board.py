"""Who owes what, and who has sent it."""

from __future__ import annotations

import json as _json
from enum import Enum
from typing import Any, Iterator, NamedTuple

from . import native as _native
from ._html import table as _table
from ._result import Result as _Result
from ._result import thaw as _thaw


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


class WindowPhase(Enum):
    """What may be done about a cell."""

    BELUM_BUKA = _native.window_phase_name(0)
    KIRIM = _native.window_phase_name(1)
    SUSULAN = _native.window_phase_name(2)
    PERBAIKAN = _native.window_phase_name(3)
    TERKUNCI = _native.window_phase_name(4)

    def __str__(self) -> str:
        return str(self.value)


class EditionState(Enum):
    """What became of an edition: it stands, was replaced, or was rejected."""

    BERLAKU = _native.edition_state_name(0)
    DIGANTI = _native.edition_state_name(1)
    DITOLAK = _native.edition_state_name(2)

    def __str__(self) -> str:
        return str(self.value)


class Edition(NamedTuple):
    """One content of a report that was corrected or sent back.

    ``report`` numbers the reports of the cell; ``received`` is when the content first came, ``copies`` how often it came again.
    ``counted_at`` is the place in time of the report, the same for all its editions; None: it does not count.
    """

    report: int
    id: str | None
    form: str | None
    reporter: str | None
    hash: str | None
    received: str
    last_received: str
    copies: int
    state: EditionState
    counted_at: str | None
    nihil: bool


class Cell(NamedTuple):
    """One region on one date. ``received`` are distinct reports; ``reason`` has a sentence a language.

    ``opens`` and ``closes`` are the borders; ``due`` is when the first slot closes that is not filled, ``seconds_left`` the time until
    then. ``history`` has the editions of reports that were corrected or sent back. Instants are RFC 3339 text.
    """

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
    phase: WindowPhase
    opens: str | None
    closes: str | None
    due: str | None
    seconds_left: int
    locked: int
    corrected: int
    skewed: int
    drafts: int
    flood: int
    history: tuple[Edition, ...]


def _edition(data: dict[str, Any]) -> Edition:
    values: dict[str, Any] = {**data, "state": EditionState(data["state"])}
    return Edition(**values)


def _cell(data: dict[str, Any]) -> Cell:
    values: dict[str, Any] = {**data, "state": WindowState(data["state"]), "phase": WindowPhase(data["phase"]),
                              "history": tuple(_edition(one) for one in data["history"])}
    return Cell(**values)


class Board(_Result):
    """One cell for each region and date. Made by :meth:`Rulebook.board`.

    It has no truth value: ask ``board.complete``. It can be iterated over, cell by cell.
    """

    __slots__ = ()
    _calls = _native.Board

    @staticmethod
    def _decode(text: str) -> Any:
        return [_json.loads(line) for line in text.splitlines()]

    def to_json(self, detail: bool = False) -> str:
        """One line of JSON for each cell, then one for the summary; each line ends with a newline.

        With ``detail`` each cell has more members at the end: all that :class:`Cell` has.
        """
        return str(self._ask("write_json", True)) if detail else self._promised()

    def _promised(self) -> str:
        if self._text is None:
            self._text = self._ask("write_json", False)
        return self._text

    def _all(self) -> str:
        return self.to_json(detail=True)

    def __reduce__(self) -> tuple[Any, ...]:
        return _thaw, (type(self), self.to_json(), self._texts(), self._all())

    @property
    def cells(self) -> list[Cell]:
        """By date, then by region. A new list at each call."""
        return [_cell(item) for item in self._data[:-1]]

    @property
    def complete(self) -> bool:
        """True when every cell is lengkap or dikecualikan."""
        return all(item["state"] in ("lengkap", "dikecualikan") for item in self._data[:-1])

    @property
    def first_to_call(self) -> Cell | None:
        """Whom to call first; None when a call helps nobody."""
        call = self._data[-1]["summary"]["first_to_call"]
        found = (item for item in self._data[:-1] if call and (item["region"], item["date"]) == (call["region"], call["date"]))
        return next(map(_cell, found), None)

    @property
    def summary(self) -> dict[str, Any]:
        """Counts and rates; the rates are exact fractions."""
        return dict(self._data[-1]["summary"])

    def __len__(self) -> int:
        return len(self._data) - 1

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def to_frame(self) -> Any:
        """The cells as a pandas.DataFrame: one row a cell, dates as datetime64, instants in UTC, states as text.

        The history is left out: ``pandas.DataFrame(edition for cell in board for edition in cell.history)``.
        """
        import pandas  # type: ignore[import]
        rows = [{**item, "reason": item["reason"]["id"]} for item in self._data[:-1]]
        frame = pandas.DataFrame(rows, columns=[name for name in Cell._fields if name != "history"])
        frame["date"] = pandas.to_datetime(frame["date"])
        for name in ("opens", "closes", "due"):
            frame[name] = pandas.to_datetime(frame[name], utc=True)
        return frame

    def __repr__(self) -> str:
        return f"<Board of {len(self)} cells: {'complete' if self.complete else 'incomplete'}>"

    def _repr_html_(self) -> str:
        rows = [(c.region, c.date, c.required, c.on_time, c.late, c.state, c.reason["id"]) for c in self.cells]
        caption = "lengkap" if self.complete else "belum lengkap"
        return _table(caption, ("wilayah", "tanggal", "wajib", "tepat waktu", "terlambat", "keadaan", "sebab"), rows)
