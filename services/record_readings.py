"""The readings of a run as far as alerts compare them, and those of the other runs of the same regulation in a store."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from records.entries import Observation, Opened, of_kind, opened, read, shown
from records.errors import RecordsError
from records.run_index import ended_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.event import Event
    from records.store import Store

MOST_RUNS = 200
"""The newest runs of a regulation that a run is compared with."""
FARTHEST = Decimal("0.2")
"""Of a number of the address: a reading farther from it is one of something else."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PLACE = re.compile(r"#\d+$")
ENVIRONMENT = "environment"
PEOPLE = frozenset({"operator", "form"})
"""Where readings come from that a person wrote down."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that was read.

    Attributes:
        address: Its address.
        text: As entered or received.
        value: The number.
        how: Where it comes from.
        moment: When it was written.
        nominal: Whether it is zero or a number of its address: what any good instrument shows there.
        error: What it differs by from the nearest number of its address; None where that is no reading of it.
    """

    address: str
    text: str
    value: Decimal
    how: str
    moment: datetime
    nominal: bool
    error: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RunReadings:
    """The readings of a run, in order; those of the environment apart."""

    run: str
    opened: Opened
    readings: tuple[Reading, ...] = ()
    environment: tuple[Reading, ...] = ()
    groups: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)


def readings_of(events: Sequence[Event]) -> RunReadings:
    """The readings of a run's journal. Groups are repeated readings: addresses that differ in a count only."""
    found, environment, groups = list[Reading](), list[Reading](), dict[str, list[Decimal]]()
    for event, entry in of_kind(events, Observation):
        value, _ = shown(entry.value)
        if not _NUMBER.fullmatch(value):
            continue
        number, address = Decimal(value), _PLACE.sub("", event.address)
        places = {Decimal(n) for n in _NUMBER.findall(address)}
        nominal = number == 0 or number in places
        near = min(places, key=lambda place: abs(place - number), default=None)
        error = number - near if near and abs(number - near) <= abs(near) * FARTHEST else None
        moment = datetime.fromisoformat(event.time)
        made = Reading(address, entry.text, number, entry.how, moment, nominal, error)
        (environment if address.startswith(f"{ENVIRONMENT}/") else found).append(made)
        if (group := _group(address)) and made not in environment:
            groups.setdefault(group, []).append(number)
    repeated = {key: tuple(values) for key, values in groups.items() if len(values) > 2}
    return RunReadings(events[0].run, opened(events), tuple(found), tuple(environment), repeated)


def _group(address: str) -> str:
    """The address with its count left out; empty where it has none."""
    parts = address.split("/")
    counts = [n for n, part in enumerate(parts) if part.isdigit() and len(part) < 3]
    if not counts:
        return ""
    parts[counts[-1]] = "*"
    return "/".join(parts)


class OtherRuns:
    """The runs of a store, by regulation; each is read once.

    Args:
        store: The store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, RunReadings | None] = {}

    def of(self, regulation: str, but: str) -> list[RunReadings]:
        """The newest runs of a regulation that began before a run, newest first."""
        names = islice(
            filter(partial(self._measured, regulation), ended_before(self._store, regulation, but)), MOST_RUNS
        )
        return [found for name in names if (found := self._one(name)) is not None]

    def _measured(self, regulation: str, name: str) -> bool:
        """Whether a run measured by a regulation; a judgement measured nothing."""
        try:
            line = self._store.line(name)
        except RecordsError:
            return False
        first = read(line.opened, Opened) if line is not None and line.closed else None
        return first is not None and first.judges is None and first.regulation.id == regulation

    def _one(self, name: str) -> RunReadings | None:
        if name not in self._read:
            try:
                self._read[name] = readings_of(self._store.events(name))
            except RecordsError:  # a broken run is found where it is looked at; here it is no witness
                self._read[name] = None
        return self._read[name]
