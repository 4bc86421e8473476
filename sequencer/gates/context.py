"""What a start gate is, and what it may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from drivers.roles import Identity
    from procedures.base import Procedure
    from procedures.text import Text
    from records.entries import Opened


class Kept(NamedTuple):
    """A lot of a reference material as it was kept.

    Attributes:
        lot, standard: Its number, and the standard that it is; empty for none.
        expires: Its last day; None for none.
        reasons: Why it may not be used, whatever the day.
    """

    lot: str
    standard: str
    expires: date | None
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the console can find out; a gate whose fact is absent has nothing to refuse.

    Attributes:
        now: System time, timezone-aware.
        newest: Time of the newest entry of the store.
        written: When the newest file of the program was written.
        free_bytes: Free space on the disk of the store, where the store is a file.
        unwritable: Why the store cannot be written to; empty when it can.
        identities: Role to what its instrument says it is, once the bench is open.
        expected: Role to the serial number that the bench file expects, under `identity` or as an address on a bus;
            `ROLE@POSITION` for a role of its own at each position.
        today: The real day on which the run begins, or began, in local time.
        out_of_use: Standards that the register in the store has as out of use: state and reason, by identity.
        materials: Why a lot of a reference material may not be used: lot and its standard, last day, reasons.
        recalled: Why a certificate was recalled there, by identity of the standard and number.
    """

    now: datetime | None = None
    newest: datetime | None = None
    written: datetime | None = None
    free_bytes: int | None = None
    unwritable: str = ""
    identities: Mapping[str, Identity] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    out_of_use: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    recalled: Mapping[tuple[str, str], str] = field(default_factory=dict)
    materials: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A run that wants to start.

    Attributes:
        procedure: The procedure, bound to its subject.
        opened: The first entry: people, standards, policy, date.
        facts: The state of the world.
    """

    procedure: Procedure[Any, Any]
    opened: Opened
    facts: Facts


class Gate(Protocol):
    """A pure function that gives every reason why a run may not start, and none when it may."""

    def __call__(self, case: Case) -> Iterable[Text]:
        """The reasons."""
        ...
