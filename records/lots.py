"""What the ledger of a store states of lots of meters in service: the frozen plan, what was replaced, the verdict.

Each step is an entry of the ledger: signed, chained to the one before, never changed. The plan is entered before
anything is examined, with the members of the lot and the seed of the order in which they are drawn.
"""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import to_builtins

from metrology.text import Text  # noqa: TC001  msgspec needs it
from records.entries import Laboratory, SourceOfData  # noqa: TC001  msgspec needs them
from records.entries.fields import Count, Key, Part
from records.entries.people import Person  # noqa: TC001  msgspec needs it
from records.ledger_steps import read_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.ledger_steps import Entered, Placed

Fault = Literal["damaged", "unsealed", "not-found", "wrong"]


class LotStage(Part, frozen=True, kw_only=True):
    """One stage of the sampling plan, see `metrology.sampling.SampleStage`."""

    total: Count
    acceptance: Count
    rejection: Count


class Planned(Part, frozen=True, kw_only=True, tag_field="step", tag="planned"):
    """The plan, frozen.

    Attributes:
        lot: Name of the lot.
        kind, jurisdiction: Kind of meter, and whose law.
        common: What all members have in common.
        members: Serial numbers of all members, packed by `pack`.
        plan: ``single`` or ``double``.
        seed: What the order of drawing follows from, see `draw`.
        spares: How many members may be replaced.
        tested_within_months: Longest time from removal to examination.
        extension_months: How much longer an accepted lot stays in service.
    """

    lot: str
    kind: Key
    jurisdiction: Key
    common: dict[str, str]
    members: str
    size: Count
    plan: Key
    stages: tuple[LotStage, ...]
    spares: Count
    seed: Key
    tested_within_months: Count
    extension_months: Count
    sources: tuple[SourceOfData, ...]
    laboratory: Laboratory
    operator: Person


class Replacement(Part, frozen=True, kw_only=True):
    """A member of the sample that is replaced by a spare one after the visual check."""

    serial: str
    fault: Fault
    spare: str


class Replaced(Part, frozen=True, kw_only=True, tag_field="step", tag="replaced"):
    """The visual check of the sample, done once: when it was removed from the network, and what was replaced."""

    lot: str
    removed: str
    replacements: tuple[Replacement, ...]
    operator: Person


class MemberResult(Part, frozen=True, kw_only=True):
    """The run that decided a member of the sample."""

    serial: str
    run: str
    hash: str
    outcome: Literal["conform", "not_conform"]


class Decided(Part, frozen=True, kw_only=True, tag_field="step", tag="decided"):
    """The verdict on the lot.

    Attributes:
        stage: Number of the sample that decided, from 1.
        results: Members of the samples, in the order of drawing.
        simulated: Whether a run used simulated instruments.
    """

    lot: str
    accepted: bool
    stage: Count
    nonconforming: Count
    results: tuple[MemberResult, ...]
    reason: Text
    simulated: bool
    operator: Person


Step: TypeAlias = Planned | Replaced | Decided


def body(step: Step) -> dict[str, Any]:
    """A step as the ledger keeps it."""
    found: dict[str, Any] = to_builtins(step)
    return found


def steps(entries: Sequence[Entered], lot: str = "") -> list[Placed[Any]]:
    """The steps of one lot, or of all, in order.

    Raises:
        StoreError: An entry is not what its type says.
    """
    found = read_steps(entries, Step, "lot")
    return [placed for placed in found if lot in {"", placed.step.lot}]


def pack(serials: Sequence[str]) -> str:
    """Serial numbers as one short text."""
    return base64.b64encode(zlib.compress("\n".join(serials).encode(), 9)).decode()


def unpack(members: str) -> list[str]:
    """Serial numbers that `pack` packed."""
    return zlib.decompress(base64.b64decode(members)).decode().split("\n")
