"""The readings of a run as far as alerts compare them, and those of the other runs of the same regulation in a store."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from records.entries import Observation, Subject, of_kind, opened, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event

FARTHEST = Decimal("0.2")
"""Of a number of the address: a reading farther from it is one of something else."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PLACE = re.compile(r"#\d+$")
ENVIRONMENT = "environment"
PEOPLE = frozenset({"operator", "form"})
"""Where readings come from that a person wrote down."""


class Reading(Struct, frozen=True, array_like=True):
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


class RunReadings(Struct, frozen=True, array_like=True):
    """The readings of a run, in order; those of the environment apart.

    Attributes:
        run: Its name.
        regulation: The edition.
        subject: Maker, model and serial number of the instrument.
        date: Day of the run.
        person: Who operated.
        source: Whether values come from a bench, a form or another run.
        simulated: Whether the bench is simulated.
        judges: Whether the readings are those of another run, judged again or amended.
        began: When its first entry was written.
        back: By how many seconds a later entry says to be earlier than one before it, at most.
        readings, environment: The numbers that were read.
        groups: Repeated readings: addresses that differ in a count only.
    """

    run: str
    regulation: str
    subject: Subject
    date: str
    person: str
    source: str
    simulated: bool
    judges: bool
    began: datetime
    back: float = 0.0
    readings: tuple[Reading, ...] = ()
    environment: tuple[Reading, ...] = ()
    groups: dict[str, tuple[Decimal, ...]] = {}


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
    first = opened(events)
    times = [datetime.fromisoformat(event.time) for event in events]
    back = max(((before - after).total_seconds() for before, after in pairwise(times)), default=0.0)
    return RunReadings(
        run=events[0].run,
        regulation=first.regulation.id,
        subject=structs.replace(first.subject, client="", client_address="", specification=()),
        date=first.date,
        person=first.people.operator.id,
        source=first.source,
        simulated=first.simulated,
        judges=first.judges is not None or bool(first.amends),
        began=times[0],
        back=max(0.0, back),
        readings=tuple(found),
        environment=tuple(environment),
        groups=repeated,
    )


def _group(address: str) -> str:
    """The address with its count left out; empty where it has none."""
    parts = address.split("/")
    counts = [n for n, part in enumerate(parts) if part.isdigit() and len(part) < 3]
    if not counts:
        return ""
    parts[counts[-1]] = "*"
    return "/".join(parts)
