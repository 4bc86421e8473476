"""Mistakes of a regulation's author, named with file and line."""

from __future__ import annotations

import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

from metrology.limits import OutOfTable
from procedures.errors import AuthorError, ProcedureError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def blaming(module: str) -> Iterator[None]:
    """Name file and line of a module where something other than a refusal was raised.

    Args:
        module: Name of the regulation's module.

    Raises:
        AuthorError: In place of what was raised.
    """
    try:
        yield
    except (ProcedureError, OutOfTable):
        raise
    except Exception as error:
        file = str(getattr(sys.modules.get(module), "__file__", module))
        raise AuthorError(f"{type(error).__name__}: {error}", *place(error, file)) from error


def place(error: BaseException, file: str) -> tuple[str, int]:
    """The innermost line of a file on the way to an error; line 0 where the way does not lead through it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    return file, frames[-1].lineno or 0 if frames else 0
