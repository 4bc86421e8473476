"""Which regulations are implemented, and which edition is in force on a day."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.metadata import entry_points
from inspect import getsourcefile
from typing import TYPE_CHECKING, Any

import procedures
from procedures.completed import RefusedFigures, with_figures
from procedures.errors import NotInForce, UnknownRegulation
from procedures.laboratory_modules import BrokenModule, editions_of, laboratory_editions
from procedures.regulation import Work
from procedures.regulation_names import RegulationName, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from procedures.base import Procedure

EDITION_MODULE = re.compile(r"_(19|20)\d\d$")
"""A module of ours that holds an edition is named after it: ``jjg_52_2013``."""


@dataclass(frozen=True, slots=True)
class Implemented:
    """What is implemented.

    Attributes:
        editions: Every edition, by number and date.
        broken: Modules of a laboratory that could not be loaded.
        refused: Files with figures read in print that cannot be used.
    """

    editions: tuple[type[Procedure[Any, Any]], ...]
    broken: tuple[BrokenModule, ...] = ()
    refused: tuple[RefusedFigures, ...] = ()


def implemented(folders: Sequence[Path] = (), *, figures: bool = True) -> Implemented:
    """Every edition: ours, those of installed packages, and those of a laboratory's own folders.

    Args:
        folders: Folders of the laboratory.
        figures: Whether editions are completed by the figures that the laboratory read in print.
    """
    own, broken = laboratory_editions(folders)
    found, refused = list(dict.fromkeys((*_shipped(), *_installed(), *own))), list[RefusedFigures]()
    if figures:
        found, refused = with_figures(found, folders)
    ordered = sorted(found, key=lambda p: (p.regulation.number, p.regulation.in_force))
    return Implemented(tuple(ordered), tuple(broken), tuple(refused))


def edition(name: str, on: date, folders: Sequence[Path] = (), *, figures: bool = True) -> type[Procedure[Any, Any]]:
    """The edition of a regulation that is in force on a day.

    Args:
        name: ``JJG 52``, ``jjg52`` or, to insist on one edition, ``JJG 52-2013``.
        on: Day of the verification.
        folders: Folders with regulations of the laboratory's own.
        figures: Whether it is completed by the figures that the laboratory read in print.

    Raises:
        UnknownRegulation: There is no such regulation, none of its editions applies on the day, or two modules claim
            the same edition.
        FiguresError: A file of figures for it cannot be used.
    """
    editions = named(name, folders, figures=figures)
    in_force = [p for p in editions if p.regulation.in_force <= on]
    if not in_force:
        first = editions[0].regulation
        earlier = f"; {', '.join(first.replaces)} applied before and is not implemented" if first.replaces else ""
        raise NotInForce(f"{first.id} came into force on {first.in_force}, after {on}{earlier}")
    chosen = in_force[-1]
    asked = parse_name(name).edition
    for p in in_force[:-1]:  # an edition that was replaced may still be insisted on for as long as the transition lasts
        if asked == p.regulation.edition and p.regulation.transition_until and on <= p.regulation.transition_until:
            chosen = p
    r = chosen.regulation
    if r.until is not None and r.until < on:
        after = f"; {r.succeeded_by} applies now" if r.succeeded_by else ""
        raise NotInForce(f"{r.id} applied until {r.until}, before {on}{after}")
    if asked and asked != r.edition:
        raise NotInForce(f"edition {asked} of {name!r} is not in force on {on}; {r.id} is")
    return chosen


def exactly(name: str, folders: Sequence[Path] = (), *, figures: bool = True) -> type[Procedure[Any, Any]]:
    """The edition of a name with its year, whether it is in force or not; arguments as for `edition`.

    Raises:
        UnknownRegulation: There is none.
        FiguresError: A file of figures for it cannot be used.
    """
    editions, asked = named(name, folders, figures=figures), parse_name(name).edition
    for p in editions:
        if p.regulation.edition == asked:
            return p
    known = ", ".join(p.regulation.id for p in editions)
    raise UnknownRegulation(f"edition {asked} of {name!r} is not implemented; implemented are: {known}")


def applicable(
    kind: str, on: date, jurisdiction: str = "", folders: Sequence[Path] = ()
) -> list[type[Procedure[Any, Any]]]:
    """The editions for a kind of instrument that are in force on a day, one of each regulation, by jurisdiction.

    Anti-fraud investigations and type tests are not among them: they set no requirements that could be held side by side.

    Raises:
        UnknownRegulation: Two modules claim the same edition.
    """
    of_kind = [
        p
        for p in implemented(folders).editions
        if p.regulation.kind == kind
        and jurisdiction in {"", p.regulation.jurisdiction}
        and p.regulation.work not in {Work.ANTI_FRAUD, Work.TYPE_EVALUATION}
    ]
    found = []
    for number in dict.fromkeys(p.regulation.number for p in of_kind):
        with suppress(NotInForce):
            found.append(edition(number, on, folders))
    return sorted(found, key=lambda p: (p.regulation.jurisdiction, p.regulation.id))


def named(name: str, folders: Sequence[Path] = (), *, figures: bool = True) -> list[type[Procedure[Any, Any]]]:
    """Every implemented edition of one regulation, oldest first; arguments as for `edition`.

    Raises:
        UnknownRegulation: There is none, or two modules claim the same edition.
        FiguresError: A file of figures for it cannot be used.
    """
    known, asked = implemented(folders, figures=figures), parse_name(name)
    for refused in known.refused:
        if refused.concerns(asked.number):
            raise refused.error
    found = [p for p in known.editions if asked.names(p.regulation.number)]
    if not found:
        raise UnknownRegulation(_unknown(name, asked, known))
    for year, count in Counter(p.regulation.edition for p in found).items():
        if count > 1:
            claiming = [p for p in found if p.regulation.edition == year]
            files = ", ".join(sorted(str(getsourcefile(p)) for p in claiming))
            who = f"{count} modules claim to be {claiming[0].regulation.id}"
            raise UnknownRegulation(f"{who}: {files}; remove or rename all but one")
    return found


def _unknown(name: str, asked: RegulationName, known: Implemented) -> str:
    numbers = list(dict.fromkeys(p.regulation.number for p in known.editions))
    near = get_close_matches(asked.number or name, numbers, n=3, cutoff=0.5)
    meant = f"; the nearest names are {', '.join(near)}" if near else ""
    subject = f"{asked.number} is" if any(c.isdigit() for c in asked.number) else f"{name!r} is"
    broken = "".join(f"; {b.file} cannot be loaded: {b.problem}" for b in known.broken)
    return f"{subject} not implemented{meant}; `steelyard regulations` lists what is{broken}"


@cache
def _shipped() -> tuple[type[Procedure[Any, Any]], ...]:
    found = list(_found())  # a tuple that grows must not be seen by gc.get_objects of another thread (CPython 3.11)
    return tuple(found)


def _found() -> Iterator[type[Procedure[Any, Any]]]:
    for module in pkgutil.walk_packages(procedures.__path__, "procedures."):
        if EDITION_MODULE.search(module.name):
            yield from editions_of(importlib.import_module(module.name))


@cache
def _installed() -> tuple[type[Procedure[Any, Any]], ...]:
    return tuple(point.load() for point in entry_points(group="steelyard.procedures"))
