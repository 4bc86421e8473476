"""T13: demonstration units whose commitment to integrity is valid on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import NO_TEXT, Text
from registers.commitments import COMMITMENTS
from services.integrity.feed import cheats_of
from services.integrity.policy import read_policy
from services.integrity.standing import STATES, standings
from services.targets.figure import Listed
from services.targets.items import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.targets.sources import Sources


def _units(s: Sources) -> Iterator[Item]:
    """Each unit once, by its newest commitment; a reproduced cheating function suspends it, see `services.integrity.standing`."""
    if next(s.book.rows(COMMITMENTS, lambda c: c.demonstration == 1, at=s.at, limit=1), None) is None:
        return  # the facts of a province are not gathered for nothing
    feed = cheats_of(s.book, s.on, s.at, read_policy(near=s.folder).on(s.on))
    for found in standings(s.book, feed, s.at):
        unit = feed.units.by_code.get(found.unit)
        name, why = unit.names[0] if unit is not None else found.unit, STATES[found.state]
        counts = found.state == "valid"
        yield Item(
            key=found.unit, what="unit", name=Text.same(name), counts=counts, why=NO_TEXT if counts else why,
            groups={"region": unit.division[: s.level] if unit is not None else "", "state": found.state},
        )  # fmt: skip


UNITS = Listed("count", {"region": Text("行政区划", "Region"), "state": Text("状态", "State")}, _units)
