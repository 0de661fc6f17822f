"""What verdicts, boards and screenings have in common."""

from __future__ import annotations

import json as _json
from typing import Any

_LANGUAGES = ("id", "en")


class Frozen:
    """Stands in for a handle of the library after unpickling: the texts it had written."""

    __slots__ = ("_json", "_texts", "_detail")

    def __init__(self, json: str, texts: dict[str, str], detail: str | None = None) -> None:
        self._json = json
        self._texts = texts
        self._detail = detail

    def write_json(self, detail: bool = False) -> str:
        return self._detail if detail and self._detail is not None else self._json

    def write_text(self, lang: str) -> str:
        if lang not in self._texts:
            from ._errors import make
            raise make("PILKADA_E_ARGUMENT", 'the language must be "id" or "en"', None, None, None, "")
        return self._texts[lang]


class Result:
    """Base of Verdict, Board and Screening: immutable, equal when their bytes are equal, picklable."""

    __slots__ = ("_handle", "_text", "_decoded")  # the library fills them: see pk_python_result.h
    _calls: Any  # the functions that read the handle
    _handle: Any
    _text: str | None
    _decoded: Any

    def __init__(self) -> None:
        raise TypeError(f"{type(self).__name__} objects are made by Rulebook and Screener")

    def _ask(self, name: str, *arguments: Any) -> Any:
        functions = Frozen if type(self._handle) is Frozen else self._calls
        return getattr(functions, name)(self._handle, *arguments)

    @property
    def _data(self) -> Any:
        """The decoded JSON, made when it is first asked for."""
        if self._decoded is None:
            self._decoded = self._decode(self._all())
        return self._decoded

    @staticmethod
    def _decode(text: str) -> Any:
        return _json.loads(text)

    def to_json(self) -> str:
        """The result as JSON: the very text that the library writes in every language."""
        if self._text is None:
            self._text = self._ask("write_json")
        return self._text

    def _all(self) -> str:
        """All that is known of the result: what it is compared and decoded by."""
        return self.to_json()

    def __bytes__(self) -> bytes:
        return self.to_json().encode()

    def to_text(self, lang: str = "id") -> str:
        """The result for people, in Indonesian ("id") or English ("en")."""
        return self._ask("write_text", lang) or ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)) and not isinstance(self, type(other)):
            return NotImplemented
        return self._all() == other._all()  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash(self._all())

    def __bool__(self) -> bool:
        raise TypeError(f"the truth of a {type(self).__name__} is ambiguous: ask one of its properties")

    def __str__(self) -> str:
        return self.to_text()

    def __reduce__(self) -> tuple[Any, ...]:
        return thaw, (type(self), self.to_json(), self._texts())

    def _texts(self) -> dict[str, str]:
        return {lang: self.to_text(lang) for lang in _LANGUAGES}


def thaw(cls: type[Result], json: str, texts: dict[str, str], detail: str | None = None) -> Result:
    self = object.__new__(cls)
    self._handle, self._text, self._decoded = Frozen(json, texts, detail), None, None
    return self
