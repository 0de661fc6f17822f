"""A text in pieces: larger than memory, or still on its way."""

from __future__ import annotations

import os as _os
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._screening import Screening

_PIECE = 1 << 18


class ScreenStream:
    """A text in the making. Made by :meth:`Screener.stream`; one thread at a time.

    Pieces may be cut anywhere, inside a character or a word: the answer is that of the whole text.
    """

    __slots__ = ("_handle",)
    _handle: Any

    def __init__(self) -> None:
        raise TypeError("ScreenStream objects are made by Screener.stream()")

    @classmethod
    def _of(cls, handle: Any) -> ScreenStream:
        self = object.__new__(cls)
        self._handle = handle
        return self

    def _open(self) -> Any:
        if self._handle is None:
            raise ValueError("the stream is closed")
        return self._handle

    def feed(self, piece: str | bytes) -> None:
        """The next piece of the text. Releases the GIL."""
        self._open().feed(piece)

    def finish(self) -> Screening:
        """The text ends here; the next piece begins a new one. Releases the GIL."""
        return self._open().finish()

    def close(self) -> None:
        """Give back the memory, about 30 MiB. Answers stay."""
        self._handle = None

    def __enter__(self) -> ScreenStream:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a ScreenStream cannot be pickled: it holds half a text")


def screen_file(stream: ScreenStream, file: str | _os.PathLike[str] | IO[str] | IO[bytes]) -> Screening:
    """All of a file, piece by piece."""
    if isinstance(file, (str, _os.PathLike)):
        with open(file, "rb") as opened:
            return screen_file(stream, opened)
    while piece := file.read(_PIECE):
        stream.feed(piece)
    return stream.finish()
