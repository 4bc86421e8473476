"""The standards of a bench, each with the certificate in force on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from metrology.text import Text
from records.certificates import printed_ranges
from records.entries import StandardUsed
from records.errors import RegisterError
from records.traceability import registered, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drivers.bench import BenchFile
    from records.entries import ChainLink
    from records.register import Register
    from records.traceability import Registered

SOON = 30
"""Days before the end of a certificate from which a run says that it ends."""


def standards_in_use(register: Register, file: BenchFile, on: date) -> tuple[StandardUsed, ...]:
    """The standards a bench file names, each with the certificate in force on a day.

    A name may end in the key of one quantity, ``ID/key``.

    Raises:
        RegisterError: The register does not know one of them, or its certificate no such quantity.
    """
    named = [(role, name) for role, names in file.standards.items() for name in names]
    return tuple(_standard_used(register, role, name, on) for role, name in named)


def _standard_used(register: Register, role: str, name: str, on: date) -> StandardUsed:
    identity, _, key = name.partition("/")
    standard = register.standard(identity)
    certificate = standard.certificate(on)
    try:
        quantities = certificate.chosen(key)
    except ValueError as error:
        raise RegisterError(register.standards_file, [f"standards.{identity}: {error}"]) from error
    return StandardUsed(
        id=identity,
        role=role,
        name=Text(standard.name, standard.name_en),
        model=standard.model,
        serial=standard.serial,
        range=printed_ranges(quantities),
        accuracy=certificate.accuracy,
        certificate=certificate.number,
        issuer=certificate.issuer,
        valid_from=certificate.valid_from.isoformat(),
        valid_until=certificate.valid_until.isoformat(),
        state="" if standard.state == "in-use" else standard.state,
        state_reason=standard.state_reason,
        recalled=certificate.recalled,
        firmware=standard.firmware,
        traceability=above(register, identity, on),
        quantities=tuple(q.used() for q in quantities),
    )


def above(register: Register, identity: str, on: date) -> tuple[ChainLink, ...]:
    """Everything above a standard of a laboratory, nearest first; see `records.traceability.walk`.

    Args:
        register: The laboratory's registers.
        identity: The standard.
        on: The day whose certificates count.
    """

    def standard(key: str) -> Registered | None:
        found = register.standards.get(key)
        return registered(found, found.certificate(on)) if found is not None else register.uncertified.get(key)

    return tuple(walk(identity, standard, register.institutes)[1:])


def due_soon(standards: Iterable[StandardUsed], on: date) -> tuple[Text, ...]:
    """Which certificates end within the next days; nothing is refused for it, but there is time to act."""
    found = []
    for standard in standards:
        left = (date.fromisoformat(standard.valid_until) - on).days
        if 0 <= left < SOON:
            zh = f"计量标准 {standard.id} 的证书 {standard.certificate} 将于 {standard.valid_until} 到期（剩余 {left} 天），请安排送检"
            en = f"standard {standard.id}: certificate {standard.certificate} ends on {standard.valid_until}, in {left} days; have it calibrated"
            found.append(Text(zh, en))
    return tuple(dict.fromkeys(found))
