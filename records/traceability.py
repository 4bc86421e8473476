"""The one walk of the chain above a standard (VIM 2.42), and the state of each link of it on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from records.entries import ChainLink

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from records.certificates import Certificate

StateOfStandard: TypeAlias = Literal["valid", "expired", "not-yet", "recalled", "suspended", "scrapped", "uncertified"]
"""State of a standard with its certificate; ``recalled`` is one of them."""
State: TypeAlias = StateOfStandard | Literal["none", "unknown", "circle"]
"""State of a link; the last three say how a chain ends without an institute."""


class Registered(NamedTuple):
    """A standard as its register has it on a day.

    Attributes:
        name: Its name.
        traceable_to: What is named above it.
        state, state_reason: Why it is not in use; empty where it is.
        certificate: The one in force on the day, or that was last; None where there is none.
    """

    name: str
    traceable_to: str
    state: Literal["", "suspended", "recalled", "scrapped"]
    state_reason: str
    certificate: Certificate | None


class Row(Protocol):
    """A standard in a file or in the registers of a store."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def traceable_to(self) -> str:
        """What is named above it."""

    @property
    def state(self) -> Literal["in-use", "suspended", "recalled", "scrapped"]:
        """Whether it may be used."""

    @property
    def state_reason(self) -> str:
        """Why not."""


class Ending(Protocol):
    """An institute that may end a chain."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def authorisation(self) -> str:
        """Number of its authorisation."""

    @property
    def valid_until(self) -> date | None:
        """Last day of that; None where none is given."""


def walk(
    identity: str, standard: Callable[[str], Registered | None], institutes: Mapping[str, Ending]
) -> list[ChainLink]:
    """A standard, and everything above it, nearest first; the last link says how the chain ends.

    Args:
        identity: The standard; it is the first link.
        standard: Gives a standard on the day; None for one that is not registered.
        institutes: By identity.
    """
    links: list[ChainLink] = []
    seen: set[str] = set()
    while not seen or identity not in institutes:
        found = standard(identity) if identity else None
        if found is None:
            return [*links, ChainLink(id=identity, kind="unknown" if identity else "none")]
        if identity in seen:
            return [*links, ChainLink(id=identity, kind="circle", name=found.name)]
        seen.add(identity)
        links.append(_link(identity, found))
        identity = found.traceable_to
    ending = institutes[identity]
    until = ending.valid_until.isoformat() if ending.valid_until is not None else ""
    return [
        *links,
        ChainLink(id=identity, kind="institute", name=ending.name, certificate=ending.authorisation, valid_until=until),
    ]


def registered(row: Row, certificate: Certificate | None) -> Registered:
    """A standard as the walk sees it, with its certificate on the day."""
    if row.state == "in-use":
        return Registered(row.name, row.traceable_to, "", "", certificate)
    return Registered(row.name, row.traceable_to, row.state, row.state_reason, certificate)


def state_of(link: ChainLink, on: date) -> State:
    """The state of a link on a day."""
    if link.kind == "none" or link.kind == "unknown" or link.kind == "circle":  # noqa: PLR1714  narrows the type
        return link.kind
    return _of_registered(link, on)


def state_of_standard(found: Registered, on: date) -> StateOfStandard:
    """The state of a standard on a day."""
    return _of_registered(_link("", found), on)


def _of_registered(link: ChainLink, on: date) -> StateOfStandard:
    if link.state:
        return link.state
    if link.kind == "standard" and not link.certificate:
        return "uncertified"
    if link.recalled:
        return "recalled"
    if link.valid_until and date.fromisoformat(link.valid_until) < on:
        return "expired"
    return "not-yet" if link.valid_from and on < date.fromisoformat(link.valid_from) else "valid"


def _link(identity: str, found: Registered) -> ChainLink:
    certificate = found.certificate
    return ChainLink(
        id=identity,
        kind="standard",
        name=found.name,
        certificate=certificate.number if certificate else "",
        valid_from=certificate.valid_from.isoformat() if certificate else "",
        valid_until=certificate.valid_until.isoformat() if certificate else "",
        state=found.state,
        state_reason=found.state_reason,
        recalled=certificate.recalled if certificate else "",
    )
