"""Which modules of a package of ours import each other, remembered as what files mean is: 0.2 s for every command."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.code_identity import code_files
from services.code_identity.code_files import Named, named
from services.code_identity.meaning_memory import place_of, read, write

if TYPE_CHECKING:
    from collections.abc import Iterable


def imported(starts: Iterable[Path], package: Path) -> list[Path]:
    """`code_files.imported` of modules of the program."""
    place = _place()
    known = read(place)
    used: dict[str, Any] = {}

    def of(path: Path) -> Named:
        source = path.read_bytes()
        key = sha256(source).hexdigest()
        found = known.get(key)
        names = Named(tuple((level, name) for level, name in found[0]), tuple(found[1])) if found else named(source)
        used[key] = names
        return names

    found = code_files.imported(starts, package, of)
    if used.keys() != known.keys():
        write(place, used)
    return found


def _place() -> Path:
    return place_of("imports", Path(code_files.__file__))
