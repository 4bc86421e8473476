"""The chain of a standard, link by link, up to the institute that ends it (VIM 2.42)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from records.register import Register


@dataclass(frozen=True, slots=True)
class Link:
    """One step above a standard.

    Attributes:
        id: Identity in the register.
        kind: ``standard``; ``institute``, which ends a chain; ``none``: nothing is named above; ``unknown``: what is
            named is not in the register; ``circle``: it is in the chain already.
        name: Its name.
        certificate: Its certificate.
        valid_from, valid_until: First and last day of that, None where none is given.
    """

    id: str
    kind: Literal["standard", "institute", "none", "unknown", "circle"]
    name: str = ""
    certificate: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def to_dict(self) -> dict[str, str]:
        """The form kept in the journal."""
        first, last = (day.isoformat() if day else "" for day in (self.valid_from, self.valid_until))
        return {
            "id": self.id, "kind": self.kind, "name": self.name, "certificate": self.certificate,
            "valid_from": first, "valid_until": last,
        }  # fmt: skip


def chain(register: Register, identity: str, on: date) -> list[Link]:
    """Everything above a standard, nearest first; the last link says how the chain ends.

    Args:
        register: The laboratory's registers.
        identity: The standard.
        on: The day whose certificates count.

    Raises:
        RegisterError: The standard itself is not in the register.
    """
    links: list[Link] = []
    seen, above = {identity}, register.standard(identity).traceable_to
    while True:
        link = _link(register, above, on)
        if above in seen:
            return [*links, Link(above, "circle", link.name)]
        links.append(link)
        if link.kind != "standard":
            return links
        seen.add(above)
        above = register.standards[above].traceable_to


def _link(register: Register, identity: str, on: date) -> Link:
    if not identity:
        return Link("", "none")
    if identity in register.institutes:
        institute = register.institutes[identity]
        return Link(identity, "institute", institute.name, institute.authorisation, None, institute.valid_until)
    if identity in register.standards:
        standard = register.standards[identity]
        certificate = standard.certificate(on)
        return Link(
            identity, "standard", standard.name, certificate.number, certificate.valid_from, certificate.valid_until
        )
    return Link(identity, "unknown")
