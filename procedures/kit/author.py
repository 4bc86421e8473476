"""Mistakes of a regulation's author, named with file and line."""

from __future__ import annotations

import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from metrology.limits import OutOfTable
from procedures.errors import AuthorError, ProcedureError

if TYPE_CHECKING:
    from collections.abc import Iterator

MISTAKES = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, TypeError, ValueError)
KIT = Path(__file__).parent


@contextmanager
def blaming(module: str, *, running: bool = False) -> Iterator[None]:
    """Name file and line of a module where something other than a refusal was raised.

    Args:
        module: Name of the regulation's module.
        running: While a run is going on, only mistakes that are made in the module or in its use of the kit are its
            author's; whatever an instrument or the journal raises passes.

    Raises:
        AuthorError: In place of what was raised.
    """
    try:
        yield
    except (ProcedureError, OutOfTable):
        raise
    except Exception as error:
        file = str(getattr(sys.modules.get(module), "__file__", module))
        innermost = Path(traceback.extract_tb(error.__traceback__)[-1].filename)
        if running and not (isinstance(error, MISTAKES) and (str(innermost) == file or innermost.parent == KIT)):
            raise
        raise AuthorError(f"{type(error).__name__}: {error}", *place(error, file)) from error


def place(error: BaseException, file: str) -> tuple[str, int]:
    """The innermost line of a file on the way to an error; line 0 where the way does not lead through it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    return file, frames[-1].lineno or 0 if frames else 0
