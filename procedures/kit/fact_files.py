"""Data files of editions: TOML, with what the editions of one kind have alike in a file of its own.

``shared = "heat_meters.toml"`` names a file in the same folder. What the edition says itself stands before what that file says, key by
key of each table. Items are never shared: an edition lists those that it has.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from procedures.errors import AuthorError
from procedures.kit.figures_file import with_supplied

if TYPE_CHECKING:
    from pathlib import Path

SHARED: Final = ("sources", "texts", "numbers", "terms", "tables", "budgets")
"""Tables whose rows may stand in the shared file."""


def read_facts(file: Path) -> dict[str, Any]:
    """The content of a data file, with that of the file it shares.

    Raises:
        AuthorError: One of them cannot be read, or the shared one holds what belongs to one edition.
    """
    content = _toml(file)
    other = content.pop("shared", "")
    if not other:
        return with_supplied(file, content)
    common = _toml(file.with_name(str(other)))
    foreign = sorted(set(common) - set(SHARED))
    if foreign:
        raise AuthorError(f"{', '.join(foreign)}: only {', '.join(SHARED)} can be shared", str(file.with_name(other)))
    for table, rows in common.items():
        content[table] = {**rows, **content.get(table, {})}
    return with_supplied(file, content)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise AuthorError(f"cannot be read: {error.strerror}", str(file)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AuthorError(f"is not TOML: {error}", str(file)) from error
