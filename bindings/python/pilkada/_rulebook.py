"""One rulebook, one verdict."""

from __future__ import annotations

import datetime as _dt
import json as _json
import os as _os
import pathlib as _pathlib
from typing import Any, Iterable, Mapping, NamedTuple

from . import native as _native
from ._board import Board
from ._rulebook_files import read_directory as _read_directory
from ._rulebook_files import replace_file as _replace_file
from ._screening import Screener, Screening
from ._screenings import Screenings
from ._times import date_text as _date_text
from ._times import instant_text as _instant_text
from ._verdict import Finding, Verdict

_judge, _screen = _native.Rulebook.judge, _native.Rulebook.screen  # looked up once: they are called for each text


class _RegionFields(NamedTuple):
    code: str
    name: str
    kind: str
    capital: str
    tier: str
    zone: str
    contests: tuple[str, ...]
    tps: int | None
    dpt: int | None
    districts: int | None
    pairs: int | None
    vote_columns: int | None


class Region(_RegionFields):
    """One region by Kemendagri code: ``region.name`` or ``region["name"]``. Numbers that are not known are
    None, never zero."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        return getattr(self, key) if key in self._fields else super().__getitem__(key)


def _region(data: dict[str, Any]) -> Region:
    values: dict[str, Any] = {**data, "contests": tuple(data["contests"])}
    return Region(**values)


def _decoded(text: str | None) -> Any:
    return None if text is None else _json.loads(text)


def _kept(confirmed: str | Iterable[dict[str, Any] | Finding] | None) -> str | None:
    """Confirmations as JSON; of a finding what it is known by."""
    if confirmed is None or isinstance(confirmed, str):
        return confirmed
    return _json.dumps([{"code": one.code, "path": one.path, "fingerprint": one.fingerprint} if isinstance(one, Finding)
                        else one for one in confirmed])


class Rulebook:
    """Forms, schedules, keyword packs, regions and stages under one SHA-256.

    Immutable: share it between threads freely. ``Rulebook.default()`` came with the library and is made
    once for each process; ``Rulebook.load(source)`` is made of a directory, a bundle, or files that you have read.
    """

    __slots__ = ("_handle", "_maker", "_source")
    _handle: Any
    _maker: str
    _source: Any

    def __init__(self) -> None:
        raise TypeError("use Rulebook.default() or Rulebook.load(source)")

    @classmethod
    def default(cls) -> Rulebook:
        """The rulebook that came with the library."""
        return cls._make("default_rules")

    @classmethod
    def load(cls, source: Mapping[str, str | bytes] | str | _os.PathLike[str]) -> Rulebook:
        """A rulebook from a directory, a bundle, or texts by file name. Fully checked before it is there.

        The path of a directory: its ``forms/*.json``, ``schedules/*.json``, ... over the built-in files; a file
        of the same name takes the place of the built-in one. The path of a file: a bundle that
        ``pilkada bundle`` made. A mapping: these files and no others, ``{"forms/a.json": text}``.
        """
        if not isinstance(source, (str, _os.PathLike)):
            return cls._make("load", source)
        path = _pathlib.Path(source)
        return cls._make("overlay", _read_directory(path)) if path.is_dir() else cls.from_bundle(path.read_bytes())

    @classmethod
    def from_bundle(cls, bundle: str | bytes) -> Rulebook:
        """A rulebook from the text of a bundle: what :meth:`to_bundle` gave, or ``pilkada bundle`` wrote. Releases the GIL."""
        return cls._make("from_bundle", bundle)

    def to_bundle(self) -> bytes:
        """The whole rulebook as one JSON text with the same hash, wherever it came from. Releases the GIL."""
        bundle: str = self._handle.to_bundle()
        return bundle.encode()

    def write_bundle(self, path: str | _os.PathLike[str]) -> None:
        """The same into a file that :meth:`load` takes. Who loads it meanwhile meets the old bundle or the new one, never half."""
        _replace_file(_pathlib.Path(path), self.to_bundle())

    @classmethod
    def _make(cls, maker: str, source: Any = None) -> Rulebook:
        self = object.__new__(cls)
        make = getattr(_native.Rulebook, maker)
        self._handle = make() if source is None else make(source)
        self._maker, self._source = maker, dict(source) if isinstance(source, Mapping) else source
        return self

    @property
    def hash(self) -> str:
        """SHA-256 of all files, 64 hex digits."""
        return self._handle.hash()

    def message(self, key: str, lang: str = "id") -> str | None:
        """The text of a message key in Indonesian ("id") or English ("en"); None if there is no such key."""
        return self._handle.message(key, lang)

    def region(self, code: str) -> Region | None:
        """The region with a code, such as "33.16"; None if it is not in the table."""
        data = _decoded(self._handle.region(code))
        return data and _region(data)

    def regions(self) -> list[Region]:
        """All regions, in the order of their codes."""
        return [_region(item) for item in _decoded(self._handle.regions())]

    def stages(self, date: _dt.date | str) -> list[str]:
        """Stages (tahapan) that a date belongs to. They overlap: it may be several."""
        return _decoded(self._handle.stages(_date_text(date)))

    def forms(self) -> list[dict[str, Any]]:
        """``[{"id": ..., "version": ..., "title": {"id": ..., "en": ...}}]``"""
        return _decoded(self._handle.forms())

    def form(self, id: str, version: str | None = None) -> dict[str, Any] | None:
        """The definition of a form as plain data; the newest version if none is named. None if there is none."""
        return _decoded(self._handle.form(id, version))

    def schema(self, id: str, version: str | None = None) -> dict[str, Any] | None:
        """The shape of a report on a form as JSON Schema (draft 2020-12), for front ends. None if there is no such form."""
        return _decoded(self._handle.schema(id, version))

    def diff(self, id: str, version: str, to_version: str | None = None) -> dict[str, Any] | None:
        """What changed from one version of a form to another, by default the newest: ``{"from", "to",
        "changes"}``. None if there is no such version."""
        return _decoded(self._handle.diff(id, version, to_version))

    def diff_text(self, id: str, version: str, to_version: str | None = None, lang: str = "id") -> str | None:
        """The same for people: a line a change, below it what it was and what it is."""
        return self._handle.diff_text(id, version, to_version, lang)

    def form_text(self, id: str, version: str | None = None, lang: str = "id") -> str | None:
        """The form for people: sections, fields, then the rules with their legal basis."""
        return self._handle.form_text(id, version, lang)

    def schedules(self) -> list[str]:
        """Ids of the schedules."""
        return _decoded(self._handle.schedules())

    def calendar(self, schedule: str, since: _dt.date | str, until: _dt.date | str, now: _dt.datetime | str,
                 region: str | None = None, lang: str = "id") -> str:
        """The windows of a span of report dates as iCalendar (RFC 5545). ``now`` becomes DTSTAMP."""
        return self._handle.calendar(schedule, _date_text(since), _date_text(until), _instant_text(now), region, lang)

    def window(self, schedule: str, at: _dt.datetime | str, region: str | None = None) -> dict[str, Any]:
        """The window of a schedule at one instant: state, opens, closes, seconds_left, next_opens, ..."""
        return _decoded(self._handle.window(schedule, _instant_text(at), region))

    def next_windows(self, schedule: str, at: _dt.datetime | str, region: str | None = None,
                     count: int = 1) -> list[dict[str, Any]]:
        """The windows that are open at an instant or open after it, at most ``count``: date, opens, closes, required, opens_in, ..."""
        return _decoded(self._handle.next_windows(schedule, _instant_text(at), region, count))

    def judge(self, report: str | bytes | dict[str, Any], form: str | None = None, version: str | None = None,
              context: str | bytes | dict[str, Any] | None = None, draft: bool = False,
              confirmed: str | Iterable[dict[str, Any] | Finding] | None = None) -> Verdict:
        """Judge a report, given as JSON text or as a dict.

        ``form`` and ``version`` override what the report names. ``context`` gives what rules may need beyond
        the report (see the guide). With ``draft`` required values that are not there are no findings:
        :attr:`Verdict.draft` counts them by section. ``confirmed`` are findings that a clerk has confirmed: themselves, dicts with
        code, path and fingerprint, or their JSON; with it, even with ``[]``, findings have
        ``fingerprint`` and ``verified``. An invalid report is not an error: the findings say what is wrong.
        Releases the GIL.
        """
        return _judge(self._handle, report, form, version, context, draft, None if confirmed is None else _kept(confirmed))

    def explain(self, report: str | bytes | dict[str, Any], form: str | None = None, version: str | None = None,
                context: str | bytes | dict[str, Any] | None = None, rule: str | None = None) -> dict[str, Any]:
        """What every rule said of a report and why, as plain data: see the guide, page "Explanations".

        ``rule`` names one code, such as "U-6"; the other parameters are those of :meth:`judge`. Releases the GIL.
        """
        return _decoded(self._handle.explain(report, form, version, context, rule))

    def explain_text(self, report: str | bytes | dict[str, Any], form: str | None = None, version: str | None = None,
                     context: str | bytes | dict[str, Any] | None = None, rule: str | None = None, lang: str = "id") -> str:
        """The same for people. Releases the GIL."""
        return self._handle.explain_text(report, form, version, context, rule, lang)

    @staticmethod
    def content_hash(report: str | bytes | dict[str, Any]) -> str:
        """SHA-256 of what a report says, 64 hex digits: a report sent twice unchanged has one. It is the ``hash`` of its receipt."""
        return str(_native.Rulebook.content_hash(report))

    def ess(self, report: str | bytes | dict[str, Any], at: _dt.datetime | str, form: str | None = None,
            version: str | None = None, context: str | bytes | dict[str, Any] | None = None, actor: str | None = None,
            lang: str = "id") -> str:
        """Judge a report and write the answer as an ESS validation report 1.0.0: a JSON array with a validation for each rule.

        ``at`` is when it was judged, with the offset that is written; ``actor`` who judged (None: pilkada and its version). Releases
        the GIL.
        """
        return self._handle.ess(report, _instant_text(at), form, version, context, actor, lang)

    def board(self, receipts: Iterable[str | bytes | dict[str, Any]], since: _dt.date | str, until: _dt.date | str,
              now: _dt.datetime | str, schedule: str | None = None, regions: Iterable[str] | None = None) -> Board:
        """Judge receipts (or whole reports) over the report dates ``since`` to ``until``, both included.

        ``now`` is the instant of the judgement: the library reads no clock. ``schedule`` None is
        "jateng.dinihari", ``regions`` None are all that owe a report. Releases the GIL.
        """
        return self._handle.board(receipts, _date_text(since), _date_text(until), _instant_text(now), schedule, regions)

    def recap(self, form: str, date: _dt.date | str, reports: Iterable[str | bytes | dict[str, Any]],
              version: str | None = None, region: str | None = None, now: _dt.datetime | str | None = None,
              approved: bool = False, reporter: str | None = None,
              previous: str | bytes | dict[str, Any] | None = None, judged: bool = False) -> dict[str, Any]:
        """The reports of the regions below ``region`` (None: "33") put together, as plain data: see the guide, page "The recap".

        ``now`` leaves out what came later, ``approved`` what is not approved. ``previous`` is what an earlier call returned:
        ``differences`` then says what has changed. With ``judged`` the caller judged the reports when they came and gives those
        that passed: half the time. Releases the GIL.
        """
        return _decoded(self._handle.recap(form, _date_text(date), reports, version, region,
                                           None if now is None else _instant_text(now), approved, reporter, previous,
                                           judged))

    def recap_text(self, form: str, date: _dt.date | str, reports: Iterable[str | bytes | dict[str, Any]],
                   version: str | None = None, region: str | None = None, now: _dt.datetime | str | None = None,
                   approved: bool = False, reporter: str | None = None,
                   previous: str | bytes | dict[str, Any] | None = None, format: str = "text", lang: str = "id",
                   judged: bool = False) -> str:
        """The same for people ("text"), for spreadsheets ("csv"), or the bytes that the command prints ("json")."""
        return self._handle.recap_text(form, _date_text(date), reports, version, region,
                                       None if now is None else _instant_text(now), approved, reporter, previous,
                                       format, lang, judged)

    def chain_step(self, tier: str, role: str, state: str | None = None, by: str | None = None,
                   action: str | None = None) -> dict[str, Any]:
        """A step of the approval chain: the state after it, a ``may_...`` flag for every button, or why it is not allowed.

        ``tier`` is that of the report, ``role`` and ``by`` (None: the same tier) say who acts; ``action`` None only asks.
        """
        return _decoded(self._handle.chain_step(tier, role, state, by, action))

    def screen(self, text: str | bytes, id: str | None = None, normal: bool = False, mask: bool = False,
               explain: bool = False, at: _dt.date | str | None = None, disposisi: str | None = None,
               near: bool = False) -> Screening:
        """Screen one text with the keyword packs of the rulebook. It need not be UTF-8: bad bytes are stepped over.
        ``mask`` hides NIK, telephone and account numbers; ``explain`` adds labels, reasons and limits;
        ``at`` is the day by which entries expire (without it none does); ``disposisi``, what a person decided before, comes
        out again; ``near`` also looks for entries that nearly matched. Releases the GIL."""
        day = None if at is None else _date_text(at)
        return _screen(self._handle, text, id, normal, mask, explain, day, disposisi, near)

    def screener(self, extra: Iterable[str | bytes | dict[str, Any]] = (), alone: bool = False) -> Screener:
        """A screener of the rulebook's packs and the ``extra`` ones, for one request or one desk; with ``alone`` of these
        alone. Each is JSON text or a dict. An entry's id may stand in one pack only: a fault names both places."""
        return Screener._of(self, extra, alone)

    def screen_many(self, texts: Iterable[str | bytes | None], hits: bool = False, mask: bool = False,
                    at: _dt.date | str | None = None) -> Screenings:
        """Screen many texts in one call: a list, a NumPy array, a pandas Series, or anything with the Arrow C interface.
        ``hits`` keeps the hits, too; ``at`` is the day by which entries expire. Near misses come from :meth:`screen`,
        text by text. Releases the GIL."""
        return Screenings._of(self._handle, texts, hits, mask, None if at is None else _date_text(at))

    def check(self, name: str, text: str | bytes, at: _dt.date | str | None = None,
              names: Iterable[str] = ()) -> dict[str, Any]:
        """Lint one definition file for its author: ``{"file", "kind", "ok", "problems"}``. For keyword packs ``at`` tells
        entries that expired before that day, and ``names`` are those of persons and parties, which no list may hold."""
        return _decoded(self._handle.check(name, text, None if at is None else _date_text(at), names))

    def __eq__(self, other: object) -> bool:
        return self.hash == other.hash if isinstance(other, Rulebook) else False

    def __hash__(self) -> int:
        return hash(self.hash)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self._maker, self._source)

    def __repr__(self) -> str:
        return f"<Rulebook {self.hash[:12]}>"


def _rebuild(cls: type[Rulebook], maker: str, source: Any) -> Rulebook:
    return cls._make(maker, source)
