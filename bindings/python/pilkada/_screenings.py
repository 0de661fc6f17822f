"""Many texts at once: levels and scores as columns, hits for those who ask."""

from __future__ import annotations

import json as _json
from typing import Any, Iterable, Iterator, Mapping, SupportsIndex

from ._hits import Hit, Level
from ._hits import hit as _hit
from ._html import table as _table


def _texts(values: Any) -> Any:
    """An Arrow column, or an iterable of texts. pandas and NumPy are asked, never imported."""
    if isinstance(values, Mapping):
        raise TypeError(f"expected a list of texts, not {type(values).__name__}")
    if getattr(values, "ndim", 1) != 1:
        raise TypeError(f"expected one column of texts, not {type(values).__name__} of {values.ndim} dimensions")
    if hasattr(values, "notna"):  # pandas: None, NaN and NA are all "missing"
        return values.astype(object).where(values.notna(), None).tolist()
    if not hasattr(values, "__arrow_c_array__") and hasattr(values, "tolist"):
        return values.tolist()
    return values


class _Hits(Mapping[int, "list[Hit]"]):
    """Hits by row, read from the JSON of a row when that is asked for."""

    __slots__ = ("_key", "_json", "_ends", "_counts")

    def __init__(self, key: str, json: bytes, ends: bytes, counts: bytes) -> None:
        self._key, self._json = key, json
        self._ends, self._counts = memoryview(ends).cast("N"), memoryview(counts).cast("i")

    def __getitem__(self, row: int) -> list[Hit]:
        if row not in self:
            raise KeyError(row)
        json = self._json[self._ends[row - 1] if row else 0:self._ends[row]]
        return [_hit(item) for item in _json.loads(json)[self._key]]

    def __contains__(self, row: object) -> bool:
        return isinstance(row, SupportsIndex) and 0 <= row.__index__() < len(self._counts) and self._counts[row] > 0

    def __iter__(self) -> Iterator[int]:
        return (row for row, count in enumerate(self._counts) if count)

    def __len__(self) -> int:
        return sum(map(bool, self._counts))

    def __repr__(self) -> str:
        return f"<{sum(self._counts)} hits in {len(self)} texts>"


class Screenings:
    """The answers for many texts, in their order. Made by :meth:`Rulebook.screen_many` and :meth:`Screener.screen_many`.

    ``numpy.asarray(answers.levels)`` and ``numpy.asarray(answers.scores)`` are columns beside that of the texts.
    """

    MISSING = 255
    _levels: bytes
    _scores: bytes
    _found: tuple[bytes, bytes, bytes, bytes] | None

    def __init__(self) -> None:
        raise TypeError("Screenings objects are made by Rulebook and Screener")

    @classmethod
    def _of(cls, handle: Any, texts: Iterable[str | bytes | None], hits: bool, mask: bool,
            at: str | None) -> Screenings:
        self = object.__new__(cls)
        self._levels, self._scores, self._found = handle.screen_many(_texts(texts), hits, mask, at)
        return self

    @property
    def levels(self) -> memoryview:
        """Places in ``list(Level)`` as bytes; ``Screenings.MISSING`` where there was no text."""
        return memoryview(self._levels)

    @property
    def scores(self) -> memoryview:
        """The points, 32-bit integers."""
        return memoryview(self._scores).cast("i")

    def count(self, level: Level) -> int:
        """How many texts have this level."""
        return self._levels.count(list(Level).index(level))

    def _hits(self, key: str, counts: int) -> Mapping[int, list[Hit]]:
        if self._found is None:
            raise ValueError("hits were not asked for: screen_many(texts, hits=True)")
        return _Hits(key, self._found[0], self._found[1], self._found[counts])

    @property
    def hits(self) -> Mapping[int, list[Hit]]:
        """By row, for ``hits=True``: hits that count, each with the label of its category and why it is on the list. A row is
        read when you ask for it; ``dict(answers.hits)`` reads all, in about 10 µs a hit."""
        return self._hits("hits", 2)

    @property
    def suppressed(self) -> Mapping[int, list[Hit]]:
        """By row, for ``hits=True``: hits that do not count, each with its reason. Read as :attr:`hits` are."""
        return self._hits("suppressed", 3)

    def to_frame(self, index: Any = None) -> Any:
        """Level and score of each text as a pandas.DataFrame: ``frame.join(answers.to_frame(frame.index))``.

        The levels are an ordered categorical, so ``level >= "prioritas"`` selects what to read first, with what could not be
        finished; a missing text has none.
        """
        import numpy
        import pandas  # type: ignore[import]
        levels = pandas.Categorical.from_codes(numpy.frombuffer(self._levels, "int8"), [str(level) for level in Level], ordered=True)
        return pandas.DataFrame({"level": levels, "score": numpy.frombuffer(self._scores, "int32")}, index=index)

    def __len__(self) -> int:
        return len(self._levels)

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.count(level)} {level}" for level in Level)
        return f"<Screenings of {len(self)} texts: {counts}>"

    def _repr_html_(self) -> str:
        rows = [(level, self.count(level)) for level in Level]
        missing = self._levels.count(self.MISSING)
        return _table(f"{len(self)} teks", ("tingkat", "teks"), rows + [("tanpa teks", missing)] * bool(missing))
