"""T12: local technical regulations by which something was verified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from metrology.text import Text
from registers.book import source
from registers.verifications import VERIFICATIONS
from services.targets.figure import Listed
from services.targets.items import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.targets.sources import Sources

NATIONAL = Text("不是地方规程、规范", "is no local regulation")
LOCAL = re.compile(r"JJ[GF]\s*[(（][^)）]+[)）]\s*\d+")
"""JJG(滇) 12-2020: the number of a local regulation has its province in brackets."""


def _regulations(s: Sources) -> Iterator[Item]:
    """Every regulation by which something was verified; of local ones each number once, with a verification by it."""
    v = source(VERIFICATIONS, s.at).c
    query = select(v.regulation, func.min(v.key)).where(v.on <= s.on.isoformat(), v.regulation.like("JJ%"))
    found: dict[str, str] = {}
    others: dict[str, str] = {}
    with s.store.reporting(), s.store.engine.connect() as connection:
        for regulation, first in connection.execute(query.group_by(v.regulation).order_by(v.regulation)):
            if (local := LOCAL.match(regulation)) is not None:
                number = local[0].replace("（", "(").replace("）", ")").replace(" ", "")
                found.setdefault(number, first)
            else:
                others[regulation] = first
    for number, run in found.items():
        yield Item(key=number, what="regulation", name=Text.same(number), counts=True, runs=(run,))
    for number, run in others.items():
        yield Item(key=number, what="regulation", name=Text.same(number), counts=False, why=NATIONAL, runs=(run,))


IN_USE = Listed("count", {}, _regulations)
