"""Pedigree of a figure: which clause prints it, and how far that has been checked.

A verdict is only as good as the table it rests on, so every table says where it comes from, and a run that depended
on a table which is not verified can state it on each of its documents.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How far a figure has been checked against its source.

    * ``VERIFIED``: read in the regulation itself, or in a copy that carries its text.
    * ``SECONDARY``: read in a source that reports the regulation (teaching text, certificate, public bench code).
    * ``UNVERIFIED``: no source available supports it; it carries a legal certificate only by policy.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"

    @property
    def zh(self) -> str:
        """Chinese word for documents."""
        return {"verified": "已核实", "secondary": "间接来源", "unverified": "未核实"}[self.value]

    @property
    def en(self) -> str:
        """English word for documents."""
        return {"verified": "verified", "secondary": "secondary source", "unverified": "not verified"}[self.value]


_FROM_BEST = (Status.VERIFIED, Status.SECONDARY, Status.UNVERIFIED)


def worst(statuses: Iterable[Status]) -> Status:
    """Return the least checked of several statuses.

    Args:
        statuses: the statuses of everything a conclusion rests on.

    Returns:
        The worst of them; ``UNVERIFIED`` when there are none, since nothing then supports the conclusion.
    """
    return max(statuses, key=_FROM_BEST.index, default=Status.UNVERIFIED)


@dataclass(frozen=True)
class Source:
    """Where a table or a figure comes from.

    Attributes:
        clause: document and clause, e.g. ``"JJG 539-2016 5.1.1, table 3"``.
        status: how far the transcription has been checked.
        note: what a reader should know, e.g. that two sources disagree.
    """

    clause: str
    status: Status
    note: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return the pedigree as text fields ``clause``, ``status`` and ``note``."""
        return {"clause": self.clause, "status": str(self.status), "note": self.note}

    @classmethod
    def from_dict(cls, fields: Mapping[str, str]) -> "Source":
        """Rebuild a pedigree from `to_dict`.

        Raises:
            KeyError: ``clause`` or ``status`` is missing.
            ValueError: the status is not one of `Status`.
        """
        return cls(fields["clause"], Status(fields["status"]), fields.get("note", ""))


def combined(*sources: Source | None) -> Source | None:
    """Return the pedigree of something that rests on several figures: every clause, and the weakest status.

    A part without a pedigree makes the whole unverified: nothing supports it.

    Args:
        sources: the pedigrees of the parts, None for a part without one.

    Returns:
        The pedigree of the whole; None when no part has one.
    """
    known = list(dict.fromkeys(source for source in sources if source is not None))
    if not known:
        return None
    if len(known) == 1 and None not in sources:
        return known[0]
    weakest = worst(Status.UNVERIFIED if source is None else source.status for source in sources)
    return Source(
        "; ".join(dict.fromkeys(source.clause for source in known if source.clause)),
        weakest,
        "; ".join(dict.fromkeys(source.note for source in known if source.note)),
    )


def both(own: Source | None, inner: Source | None) -> Source | None:
    """Return the pedigree of a limit that wraps another one: a side that says nothing takes over the other's."""
    return combined(own or inner, inner or own)
