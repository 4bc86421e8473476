"""The chain of a standard, link by link, up to the institute that ends it (VIM 2.42)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.entries import ChainLink

if TYPE_CHECKING:
    from datetime import date

    from records.register import Register


def chain(register: Register, identity: str, on: date) -> list[ChainLink]:
    """Everything above a standard, nearest first; the last link says how the chain ends.

    Args:
        register: The laboratory's registers.
        identity: The standard.
        on: The day whose certificates count.

    Raises:
        RegisterError: The standard itself is not in the register.
    """
    links: list[ChainLink] = []
    seen, above = {identity}, register.standard(identity).traceable_to
    while True:
        link = _link(register, above, on)
        if above in seen:
            return [*links, ChainLink(id=above, kind="circle", name=link.name)]
        links.append(link)
        if link.kind != "standard":
            return links
        seen.add(above)
        above = register.standards[above].traceable_to


def _link(register: Register, identity: str, on: date) -> ChainLink:
    if not identity:
        return ChainLink(id="", kind="none")
    if identity in register.institutes:
        institute = register.institutes[identity]
        return ChainLink(
            id=identity,
            kind="institute",
            name=institute.name,
            certificate=institute.authorisation,
            valid_until=institute.valid_until.isoformat() if institute.valid_until is not None else "",
        )
    if identity in register.standards:
        standard = register.standards[identity]
        certificate = standard.certificate(on)
        return ChainLink(
            id=identity,
            kind="standard",
            name=standard.name,
            certificate=certificate.number,
            valid_from=certificate.valid_from.isoformat(),
            valid_until=certificate.valid_until.isoformat(),
        )
    return ChainLink(id=identity, kind="unknown")
