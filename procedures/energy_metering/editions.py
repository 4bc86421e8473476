"""Editions of data about energy: the file of a standard that is in force on a day, completed by figures that a laboratory read in print.

Each data file has the form of `procedures.kit.facts`, without items. What nobody read has a source with status `unverified`,
or no value at all.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from procedures.completed import supplied
from procedures.errors import FiguresError, NotInForce, UnknownRegulation
from procedures.kit.facts import Facts
from procedures.kit.figures_file import incomplete, supplying
from procedures.regulation_names import parse_name
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from procedures.figures import Figures

FOLDER: Final = Path(__file__).parent
FILES: Final = {
    "GB 17167": ("gb_17167_2006.toml", "gb_17167_2025.toml"),
    "GB/T 2589": ("gb_t_2589_2008.toml", "gb_t_2589_2020.toml"),
    "CO2": ("co2_2024.toml", "co2_2025.toml"),
}
"""Data files of each standard, oldest first."""


def editions(name: str, figures: Sequence[Path] = ()) -> list[Facts]:
    """Every edition of a standard, oldest first.

    Args:
        name: A key of `FILES`.
        figures: Folders with files of figures that were read in print, see `procedures.kit.figures_file`.

    Raises:
        UnknownRegulation: There is no such standard.
        FiguresError: A file of figures cannot be used.
    """
    number = next((key for key in FILES if parse_name(name).names(key)), None)
    if number is None:
        raise UnknownRegulation(f"no data on energy by {name!r}; there are {', '.join(FILES)}")
    read = _read_in_print(figures)
    return [_facts(FOLDER / file, read) for file in FILES[number]]


def edition(name: str, on: date, figures: Sequence[Path] = ()) -> Facts:
    """The edition that is in force on a day; arguments and errors as for `editions`.

    Raises:
        NotInForce: None of them is in force on the day.
    """
    found = editions(name, figures)
    for facts in reversed(found):
        if facts.regulation.in_force <= on:
            return facts
    first = found[0].regulation
    raise NotInForce(f"{first.id} came into force on {first.in_force}, after {on}")


def exactly(name: str, year: str, figures: Sequence[Path] = ()) -> Facts:
    """The edition of a year, whether it is in force or not; errors as for `editions`."""
    found = {facts.regulation.edition: facts for facts in editions(name, figures)}
    if year not in found:
        raise UnknownRegulation(f"edition {year} of {name} is not known; there are {', '.join(found)}")
    return found[year]


def _read_in_print(folders: Sequence[Path]) -> dict[str, Figures]:
    files, refused = supplied([folder for folder in folders if folder.is_dir()])
    for bad in refused:
        raise bad.error
    known = {_shipped(FOLDER / file).regulation.id for names in FILES.values() for file in names}
    found: dict[str, Figures] = {}
    for one in files:
        name = one.regulation.strip()
        if name not in known:
            what = Text(f"第 1 行：没有 {name} 的能源数据", f"line 1: there are no data on energy by {name}")
            raise FiguresError(one.file, [what])
        if name in found:
            twice = Text(f"{found[name].file} 也用于 {name}", f"{found[name].file} is for {name} too")
            raise FiguresError(one.file, [twice])
        found[name] = one
    return found


def _facts(file: Path, read: dict[str, Figures]) -> Facts:
    facts = _shipped(file)
    given = read.get(facts.regulation.id)
    if given is None:
        return facts
    if problems := incomplete(given, facts.content):
        raise FiguresError(given.file, problems)
    with supplying(file, given):
        return Facts(file)


@cache
def _shipped(file: Path) -> Facts:
    """A data file as it is shipped."""
    return Facts(file)
