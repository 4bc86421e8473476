"""Text in cells that spreadsheet programs would run as a formula.

A cell of a CSV file that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is a formula for a
spreadsheet program: a serial number, a client, a reason. The usual guard is an apostrophe before it. Numbers are left
as they are. The journal keeps the text without the guard.
"""

from __future__ import annotations

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_GUARD = "'"


def guarded(text: str) -> str:
    """The text as a CSV cell that no spreadsheet program runs."""
    runs = text.lstrip(" ").startswith(_STARTS) or (text.startswith(_GUARD) and unguarded(text) != text)
    return f"{_GUARD}{text}" if runs and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text behind the guard of `guarded`, for files that come back."""
    behind = text.removeprefix(_GUARD)
    return behind if behind.lstrip(f" {_GUARD}").startswith(_STARTS) else text
