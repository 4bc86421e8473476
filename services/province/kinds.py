"""Kinds of instruments of a demonstration province, from `kinds.csv`: what they are, how many, how often they fail."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of instrument.

    Attributes:
        kind, name, name_en, item, domain, mode, cycle_months, life_years, regulation, accuracy_class, range, model, maker:
            As the register has them.
        user: Who uses it: a key of `users.USERS`.
        share: How many of a thousand instruments are of it.
        fails: How many of a thousand fail as found.
        adjusts: How many of a thousand that fail conform after an adjustment.
        cost: What a verification costs, yuan.
        seals: How many seals it has.
    """

    kind: str
    name: str
    name_en: str
    item: str
    domain: str
    mode: str
    cycle_months: int
    life_years: int
    regulation: str
    accuracy_class: str
    range: str
    model: str
    maker: str
    user: str
    share: int
    fails: int
    adjusts: int
    cost: int
    seals: int


WHOLE = ("cycle_months", "life_years", "share", "fails", "adjusts", "cost", "seals")


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind."""
    text = (files(__package__) / "kinds.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Kind(**{**row, **{name: int(row[name]) for name in WHOLE}}) for row in rows)  # type: ignore[arg-type]
