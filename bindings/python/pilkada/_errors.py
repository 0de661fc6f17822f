"""Exceptions. Every failure of the library is one of them; an invalid report is not a failure."""

from __future__ import annotations


class Error(ValueError):
    """Base of all errors of libpilkada.

    ``code`` is the name of the status, such as ``"PILKADA_E_SYNTAX"``. ``where`` is a file, a JSON Pointer
    or a rule, ``""`` if unknown. ``offset`` (bytes of UTF-8, from 0), ``line`` and ``column`` (code points,
    from 1) are the place in the text that was given, or None.
    """

    code: str = ""
    offset: int | None = None
    line: int | None = None
    column: int | None = None
    where: str = ""


class ArgumentError(Error):
    """An argument that makes no sense, such as a language that is neither "id" nor "en"."""


class ParseError(Error):
    """Not well-formed JSON, or a value that cannot be JSON."""


class EncodingError(Error):
    """Not UTF-8."""


class LimitError(Error):
    """Too large or too deep."""


class UnknownError(Error):
    """No such form, version, region or schedule in the rulebook."""


class TimeError(Error):
    """Not a date, or an instant without its offset."""


class DefinitionError(Error):
    """A form, schedule, pack, region table or receipt that is not as it should be."""


class ExpressionError(DefinitionError):
    """A rule's expression that does not compile."""


class PatternError(DefinitionError):
    """A keyword pattern that does not compile."""


_BY_CODE: dict[str, type[Exception]] = {
    "PILKADA_E_NOMEM": MemoryError,
    "PILKADA_E_ARGUMENT": ArgumentError,
    "PILKADA_E_SYNTAX": ParseError,
    "PILKADA_E_ENCODING": EncodingError,
    "PILKADA_E_LIMIT": LimitError,
    "PILKADA_E_UNKNOWN": UnknownError,
    "PILKADA_E_TIME": TimeError,
    "PILKADA_E_DEFINITION": DefinitionError,
    "PILKADA_E_EXPRESSION": ExpressionError,
    "PILKADA_E_PATTERN": PatternError,
}

for _class in list(_BY_CODE.values()):
    if issubclass(_class, Error):
        _class.__module__ = "pilkada"
Error.__module__ = "pilkada"


def make(code: str, message: str, offset: int | None, line: int | None, column: int | None, where: str) -> Exception:
    """Called by the wrapper: the exception for a status."""
    error = _BY_CODE.get(code, Error)(message)
    if isinstance(error, Error):
        error.code, error.where = code, where
        error.offset, error.line, error.column = offset, line, column
    return error
