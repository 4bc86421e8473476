"""Which regulations are implemented, and which edition is in force on a day."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import procedures
from procedures.base import Procedure
from procedures.errors import UnknownRegulation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

MODULE = re.compile(r"^(jj[gf])_")
NAME = re.compile(
    r"^\s*(?P<kind>JJ[GF])\s*[_ -]?\s*(?P<number>\d+)(?:\s*[-_—–]\s*(?P<edition>\d{4}))?\s*$", re.IGNORECASE
)


def all_editions() -> list[type[Procedure[Any, Any]]]:
    """Every edition that is implemented, ours and a laboratory's own, by number and date."""
    found = {p.regulation.id: p for p in (*_own(), *_plugged_in())}
    return sorted(found.values(), key=lambda p: (p.regulation.number, p.regulation.in_force))


def edition(name: str, on: date) -> type[Procedure[Any, Any]]:
    """The edition of a regulation that is in force on a day.

    Args:
        name: ``JJG 52``, ``jjg52`` or, to insist on one edition, ``JJG 52-2013``.
        on: Day of the verification.

    Raises:
        UnknownRegulation: There is no such regulation, or none of its editions applies on the day.
    """
    editions = named(name)
    in_force = [p for p in editions if p.regulation.in_force <= on]
    if not in_force:
        first = editions[0].regulation
        earlier = f"; {', '.join(first.replaces)} applied before and is not implemented" if first.replaces else ""
        raise UnknownRegulation(f"{first.id} came into force on {first.in_force}, after {on}{earlier}")
    chosen = in_force[-1]
    asked = _parsed(name)["edition"]
    if asked and asked != chosen.regulation.edition:
        raise UnknownRegulation(f"edition {asked} of {name!r} is not in force on {on}; {chosen.regulation.id} is")
    return chosen


def named(name: str) -> list[type[Procedure[Any, Any]]]:
    """Every implemented edition of one regulation, oldest first.

    Raises:
        UnknownRegulation: There is none.
    """
    match, known = _parsed(name), all_editions()
    number = f"{match['kind'].upper()} {match['number']}"
    editions = [p for p in known if p.regulation.number == number]
    if not editions:
        raise UnknownRegulation(f"{number} is not implemented; implemented are: {_ids()}")
    return editions


def _parsed(name: str) -> re.Match[str]:
    match = NAME.match(name)
    if match is None:
        raise UnknownRegulation(f"{name!r} is not the number of a regulation; implemented are: {_ids()}")
    return match


def _ids() -> str:
    return ", ".join(p.regulation.id for p in all_editions())


@cache
def _own() -> tuple[type[Procedure[Any, Any]], ...]:
    return tuple(_found())


def _found() -> Iterator[type[Procedure[Any, Any]]]:
    for package in pkgutil.iter_modules(procedures.__path__, "procedures."):
        if not package.ispkg:
            continue
        inside = importlib.import_module(package.name)
        for module in pkgutil.iter_modules(inside.__path__, f"{package.name}."):
            if MODULE.match(module.name.rsplit(".", 1)[1]):
                yield from _procedures(importlib.import_module(module.name))


@cache
def _plugged_in() -> tuple[type[Procedure[Any, Any]], ...]:
    return tuple(point.load() for point in entry_points(group="steelyard.procedures"))


def _procedures(module: Any) -> Iterator[type[Procedure[Any, Any]]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Procedure) and value.__module__ == module.__name__:
            yield value
