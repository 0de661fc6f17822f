"""libpilkada for Python: one rulebook, one verdict.

>>> import pilkada
>>> rules = pilkada.Rulebook.default()
>>> verdict = rules.judge({"form_id": "lap_tungsura", "form_versi": "2024.1"})
>>> verdict.valid
False
"""

from . import native as _library
from ._board import Board, Cell, Edition, EditionState, WindowPhase, WindowState
from ._errors import (ArgumentError, DefinitionError, EncodingError, Error, ExpressionError, LimitError, ParseError,
                      PatternError, TimeError, UnknownError)
from ._grid import Grid
from ._hits import Change, Hit, Level, NearMiss
from ._rulebook import Region, Rulebook
from ._screening import Screener, Screening
from ._screenings import Screenings
from ._stream import ScreenStream
from ._verdict import Finding, Severity, Verdict, sarif_log

__version__: str = _library.pilkada_version()

__all__ = ["ArgumentError", "Board", "Cell", "Change", "DefinitionError", "Edition", "EditionState", "EncodingError",
           "Error", "ExpressionError", "Finding", "Grid", "Hit", "Level", "LimitError", "NearMiss", "ParseError",
           "PatternError", "Region", "Rulebook", "ScreenStream", "Screener", "Screening", "Screenings", "Severity",
           "TimeError", "UnknownError", "Verdict", "WindowPhase", "WindowState", "sarif_log"]

for _name in __all__:
    globals()[_name].__module__ = "pilkada"  # shorter names, and pickles that outlive a move of the modules
