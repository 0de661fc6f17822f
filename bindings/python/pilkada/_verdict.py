"""The answer to one report."""

from __future__ import annotations

import json as _json
from enum import Enum
from typing import Any, Iterable, NamedTuple

from . import native as _native
from ._html import table as _table
from ._result import Frozen as _Frozen
from ._result import Result as _Result


class Severity(Enum):
    """How bad a finding is."""

    INFO = _native.severity_name(0)
    PERINGATAN = _native.severity_name(1)
    GALAT = _native.severity_name(2)

    def __str__(self) -> str:
        return str(self.value)


class Finding(NamedTuple):
    """One thing that is wrong with a report, or worth knowing.

    ``message`` has one sentence for each language: ``finding.message["id"]``, ``finding.message["en"]``.
    ``operands`` are the values that took part, ``difference`` is found minus expected or None,
    ``flag`` is such as "PSSU-SELISIH" or None, ``path`` is a JSON Pointer into the report.
    ``fingerprint`` and ``verified`` say something when the report was judged with ``confirmed``: what a clerk's
    confirmation is kept under, and whether one of those that were given still fits. None and False otherwise.
    """

    code: str
    severity: Severity
    path: str
    message: dict[str, str]
    basis: tuple[str, ...]
    operands: dict[str, Any]
    difference: int | float | None
    flag: str | None
    fingerprint: str | None
    verified: bool


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(data["code"], Severity(data["severity"]), data["path"], data["message"], tuple(data["basis"]),
                   data["operands"], data.get("difference"), data.get("flag"), data.get("fingerprint"),
                   data.get("verified", False))


class Verdict(_Result):
    """The verdict on one report. Made by :meth:`Rulebook.judge`.

    It has no truth value: ask ``verdict.valid`` or ``verdict.may_submit``. Two verdicts are equal when
    their bytes are. ``bytes(verdict)`` are the same in C, PHP and Python.
    """

    __slots__ = ()
    _calls = _native.Verdict

    @property
    def id(self) -> str | None:
        """The report's own id, or None."""
        return self._data["id"]

    @property
    def form(self) -> str:
        """The form it was judged by."""
        return self._data["form"]

    @property
    def version(self) -> str:
        """The version of the form."""
        return self._data["version"]

    @property
    def rulebook(self) -> str:
        """SHA-256 of the rulebook, 64 hex digits."""
        return self._data["rulebook"]

    @property
    def valid(self) -> bool:
        """True when there is no finding of severity galat."""
        return self._data["valid"] if type(self._handle) is _Frozen else _native.Verdict.valid(self._handle)

    @property
    def may_submit(self) -> bool:
        """True when nothing stands in the way of sending it on: see the guide."""
        return self._data["may_submit"] if type(self._handle) is _Frozen else _native.Verdict.may_submit(self._handle)

    @property
    def findings(self) -> list[Finding]:
        """The most severe first, then in the order of the form. A new list at each call."""
        return [_finding(item) for item in self._data["findings"]]

    @property
    def draft(self) -> list[dict[str, Any]] | None:
        """Of a draft: ``{"title", "required", "filled", "missing"}`` for each section of the form; None otherwise."""
        draft = self._data.get("draft")
        return draft and draft["sections"]

    @property
    def not_judged(self) -> list[str]:
        """Codes of rules that could not be judged: their context was not given, or a limit was reached."""
        return list(self._data["not_judged"])

    @property
    def computed(self) -> dict[str, Any]:
        """Fields that the form computes and the report did not give, such as the turnout: value by name."""
        return dict(self._data["computed"])

    def _living(self) -> Any:
        if type(self._handle) is _Frozen:
            raise TypeError("an unpickled Verdict has its JSON and its texts only: judge the report again")
        return self._handle

    @staticmethod
    def _other(before: "Verdict") -> Any:
        if not isinstance(before, Verdict):
            raise TypeError(f"expected a Verdict, not {type(before).__name__}")
        return before._living()

    def changes_since(self, before: "Verdict") -> dict[str, Any]:
        """What this verdict has and ``before`` has not: usually the same report under another version of its form.

        ``from`` and ``to`` say form, version, rulebook, valid and may_submit; ``findings`` lists what was added, removed
        or changed, with ``members``; ``not_judged`` has the codes ``added`` and ``removed``. ::

            again = rules.judge(report, version="2024.2")
            again.changes_since(rules.judge(report))["findings"]
        """
        changes: dict[str, Any] = _json.loads(_native.Verdict.changes_since(self._living(), self._other(before)))
        return changes

    def changes_text_since(self, before: "Verdict", lang: str = "id") -> str:
        """The same for people, in Indonesian ("id") or English ("en")."""
        return str(_native.Verdict.changes_text_since(self._living(), self._other(before), lang))

    def to_sarif(self, uri: str | None = None, line: int = 0, lang: str = "id") -> str:
        """The verdict as a SARIF 2.1.0 log. ``uri`` and ``line`` (from 1; 0: the whole file) say where the report stood."""
        return _native.Verdict.to_sarif(self._living(), uri, line, lang)

    def to_sarif_run(self, uri: str | None = None, line: int = 0, lang: str = "id") -> str:
        """The run of the log alone: :func:`sarif_log` makes one log of many."""
        return _native.Verdict.to_sarif_run(self._living(), uri, line, lang)

    def __repr__(self) -> str:
        state = "valid" if self.valid else "invalid"
        return f"<Verdict {self.form}@{self.version} id={self.id!r}: {state}, {len(self._data['findings'])} findings>"

    def _repr_html_(self) -> str:
        caption = f"{self.form} {self.version}, {self.id or '-'}: {'sah' if self.valid else 'tidak sah'}"
        rows = [(f.code, f.severity, f.path, f.message["id"], "; ".join(f.basis)) for f in self.findings]
        return _table(caption, ("kode", "tingkat", "letak", "temuan", "dasar"), rows)


def sarif_log(runs: Iterable[str]) -> str:
    """One SARIF log of many runs: ``sarif_log(verdict.to_sarif_run(uri, line) for line, verdict in ...)``."""
    return str(_native.SARIF_BEGIN + ",".join(runs) + _native.SARIF_END)
