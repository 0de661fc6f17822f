"""Many texts at once: levels and scores as columns, hits for those who ask."""

from __future__ import annotations

import json as _json
from typing import Any, Iterable, Iterator, Mapping

from ._hits import Hit, Level
from ._hits import hit as _hit


def _texts(values: Any) -> Any:
    """An Arrow column, or an iterable of texts. pandas and NumPy are asked, never imported."""
    if isinstance(values, Mapping):
        raise TypeError(f"expected a list of texts, not {type(values).__name__}")
    if hasattr(values, "notna"):  # pandas: None, NaN and NA are all "missing"
        return values.astype(object).where(values.notna(), None).tolist()
    if not hasattr(values, "__arrow_c_array__") and hasattr(values, "tolist"):
        return values.tolist()
    return values


class Screenings:
    """The answers for many texts, in their order. Made by :meth:`Rulebook.screen_many` and :meth:`Screener.screen_many`.

    ``numpy.asarray(answers.levels)`` and ``numpy.asarray(answers.scores)`` are columns beside that of the texts.
    """

    MISSING = 255
    _levels: bytes
    _scores: bytes
    _json: str | None
    _decoded: list[dict[str, Any]]

    def __init__(self) -> None:
        raise TypeError("Screenings objects are made by Rulebook and Screener")

    @classmethod
    def _of(cls, handle: Any, texts: Iterable[str | bytes | None], hits: bool, mask: bool) -> Screenings:
        self = object.__new__(cls)
        self._decoded = []
        self._levels, self._scores, self._json = handle.screen_many(_texts(texts), hits, mask)
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

    def _answers(self) -> Iterator[dict[str, Any]]:
        if self._json is None:
            raise ValueError("hits were not asked for: screen_many(texts, hits=True)")
        decoder, at = _json.JSONDecoder(), 0
        while at < len(self._json):
            answer, at = decoder.raw_decode(self._json, at)
            yield answer

    def _by_row(self, key: str) -> dict[int, list[Hit]]:
        if not self._decoded:
            self._decoded = list(self._answers())
        return {int(answer["id"]): [_hit(item) for item in answer[key]] for answer in self._decoded if answer[key]}

    @property
    def hits(self) -> dict[int, list[Hit]]:
        """By row, for ``hits=True``: hits that count, each with the label of its category and why it is on the list.
        A new dict at each call."""
        return self._by_row("hits")

    @property
    def suppressed(self) -> dict[int, list[Hit]]:
        """By row, for ``hits=True``: hits that do not count, each with its reason."""
        return self._by_row("suppressed")

    def __len__(self) -> int:
        return len(self._levels)

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.count(level)} {level}" for level in Level)
        return f"<Screenings of {len(self)} texts: {counts}>"
