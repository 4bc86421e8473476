"""What the ledger of a store states of campaigns: the frozen plan, and the verdict.

Each step is an entry of the ledger: signed, chained to the one before, never changed. What lies between are runs, each
of which states the cell that it fills (`records.entries.CampaignCell`).
"""

from __future__ import annotations

import base64
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import field, to_builtins

from metrology.text import Text  # noqa: TC001  msgspec needs it
from records.entries import Laboratory  # noqa: TC001  msgspec needs it
from records.entries.decided import OutcomeName  # noqa: TC001  msgspec needs it
from records.entries.fields import Count, Key, Part
from records.entries.people import Person  # noqa: TC001  msgspec needs it
from records.errors import StoreError
from records.ledger_steps import read_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.ledger_steps import Entered, Placed


class Planned(Part, frozen=True, kw_only=True, tag_field="step", tag="planned"):
    """The plan, frozen.

    Attributes:
        campaign: Name of the campaign.
        kind: Its kind.
        date: Its day, which chose the editions.
        title: What it is about.
        edition: The regulation by which the whole is judged.
        cells: How many cells it has.
        plan: The plan as JSON (`procedures.campaigns.plan`), packed by `pack`.
        digest: SHA-256 of that JSON.
        seed: What random selections and orders of the plan follow from.
        file: SHA-256 of the campaign file.
        language: Language of its documents.
    """

    campaign: Key
    kind: Key
    date: str
    title: str = ""
    edition: str = ""
    cells: Count
    plan: str
    digest: Key
    seed: Key
    file: Key
    language: Key = "both"
    laboratory: Laboratory
    operator: Person


class CellRun(Part, frozen=True, kw_only=True):
    """The run that counts for a cell, with the hash of its last entry."""

    cell: Key
    run: str
    hash: str
    outcome: OutcomeName


class DecidedRequirement(Part, frozen=True, kw_only=True):
    """A requirement of the verdict, see `procedures.campaigns.judgement.Requirement`."""

    key: Key
    value: str
    limit: str
    outcome: OutcomeName


class Decided(Part, frozen=True, kw_only=True, tag_field="step", tag="decided"):
    """The verdict.

    Attributes:
        plan: SHA-256 of the plan that it judges.
        runs: What counted, in the order of the cells of the plan.
        requirements: What it follows from.
        figures: Its numbers.
        words: The verdict in a sentence.
        simulated: Whether a run used simulated instruments.
    """

    campaign: Key
    plan: Key
    outcome: OutcomeName
    runs: tuple[CellRun, ...]
    requirements: tuple[DecidedRequirement, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)
    words: Text
    simulated: bool
    operator: Person


Step: TypeAlias = Planned | Decided


def body(step: Step) -> dict[str, Any]:
    """A step as the ledger keeps it."""
    found: dict[str, Any] = to_builtins(step)
    return found


def steps(entries: Sequence[Entered], campaign: str = "") -> list[Placed[Any]]:
    """The steps of one campaign, or of all, in order.

    Raises:
        StoreError: An entry is not what its type says.
    """
    found = read_steps(entries, Step, "campaign")
    return [placed for placed in found if campaign in {"", placed.step.campaign}]


def pack(text: str) -> str:
    """A plan as one short text."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpack(step: Planned) -> str:
    """The plan that `pack` packed.

    Raises:
        StoreError: It is not that of its digest.
    """
    text = zlib.decompress(base64.b64decode(step.plan)).decode()
    if sha256(text.encode()).hexdigest() != step.digest:
        raise StoreError(f"the plan of campaign {step.campaign} is not that of its digest")
    return text
