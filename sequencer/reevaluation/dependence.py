"""What of a stored run a certificate can turn: one row for each value of a standard that enters a conclusion.

A conclusion turns when its error moves by its margin: the distance to the nearest end of a limit or an acceptance zone.
A value of a standard moves the error by its sensitivity. So every value has a reach: the least change of the value that
can turn the conclusion. Reaches are rounded down, so that a screening names too many conclusions rather than too few.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec import json

from metrology.exact import subtract
from metrology.units import convert, convert_difference, unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from records.entries import Comparison, Conclusion, ReferenceUsed, StandardUsed

ROUNDED_DOWN = 1 - 1e-9
"""A quotient of binary floats is wrong by some 1e-16; a reach is taken a billionth shorter."""
CURVED = 0.9
"""A quotient is not straight in its values: a reach by a sensitivity other than ±1 is taken a tenth shorter, which is
enough while a value moves by less than a tenth of itself."""
OF_U = Decimal("0.11")
"""An uncertainty that is rounded up to two digits jumps by less than a tenth where the value it is stated at moves."""


class CertificateUsed(NamedTuple):
    """One quantity of a certificate in one role.

    Attributes:
        role, standard, number: What it stands behind, whose it is, and its number.
        unit: Unit of the readings.
        quantity: What it states, in canonical JSON.
    """

    role: str
    standard: str
    number: str
    unit: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Dependence:
    """That a conclusion depends on a value of a standard.

    Attributes:
        certificate: The certificate.
        reach: Least change of the value that can turn the conclusion, in the unit of the readings; 0 where unknown.
        at: The value; None where the procedure does not say how the conclusion depends on standards.
        address: Where the conclusion stands.
        sensitivity: Change of the error for a change of the value.
        error, margin: The error, and how far it may move; None where nothing was compared.
    """

    certificate: CertificateUsed
    reach: float
    at: float | None
    address: str
    sensitivity: float
    error: float | None
    margin: float | None


def certificates(standards: Iterable[StandardUsed]) -> list[CertificateUsed]:
    """Every quantity of every standard in use."""
    return [
        CertificateUsed(s.role, s.id, s.certificate, q.shows or q.unit, json.encode(q, order="sorted").decode())
        for s in standards
        for q in s.quantities
    ]


def dependences(used: Iterable[CertificateUsed], conclusions: Iterable[tuple[str, Conclusion]]) -> Iterator[Dependence]:
    """What every conclusion of a run depends on.

    Args:
        used: The certificates of the run.
        conclusions: Each conclusion with its address.
    """
    in_use = list(used)
    for address, conclusion in conclusions:
        references, decision = conclusion.reference, conclusion.decision
        if references is None:
            for certificate in in_use:
                yield Dependence(certificate, 0.0, None, address, 0.0, None, None)
            continue
        error = float(decision.unrounded) if decision else None
        stated = conclusion.uncertainty is not None  # a calibration result is another one as soon as a value moves
        margin = margin_of(decision) if decision and not stated else None
        for reference in references:
            for certificate in in_use:
                if _names(reference, certificate):
                    yield _of(reference, certificate, address, error, margin, len(references))


def margin_of(decision: Comparison) -> Decimal:
    """How far the error may move until the conclusion can be another, whatever the rule.

    The ends are those of the limit, of the acceptance zone, and of the refusal zone, which lies as far outside the
    limit as the acceptance zone lies inside. A rounded error may jump by a whole interval, which is not on record.
    """
    if decision.rounded:
        return Decimal(0)
    error = Decimal(decision.unrounded)
    ends: list[Decimal] = []
    for limit, acceptance in zip(decision.limit, decision.acceptance, strict=True):
        if limit and Decimal(limit).is_finite():
            a, b = Decimal(limit), Decimal(acceptance)
            ends += [a, b, subtract(a + a, b)]
    if not ends:
        return Decimal(0)
    margin = min(abs(subtract(error, end)) for end in ends)
    U = decision.U
    return max(margin - OF_U * Decimal(U), Decimal(0)) / 2 if U else margin


def _names(reference: ReferenceUsed, certificate: CertificateUsed) -> bool:
    return (
        reference.role == certificate.role
        and reference.standard in {"", certificate.standard}
        and unit(reference.unit).dimension == unit(certificate.unit).dimension
    )


def _of(
    reference: ReferenceUsed, certificate: CertificateUsed, address: str,
    error: float | None, margin: Decimal | None, shared: int,
) -> Dependence:  # fmt: skip
    factor = Decimal(reference.factor)
    at = float(convert(Decimal(reference.at), reference.unit, certificate.unit))
    reach = 0.0
    if margin is not None and factor != 0:
        # Several values share the margin: one of them at least must move by its share.
        step = convert_difference(margin, reference.unit, certificate.unit)
        reach = float(step) / (shared * abs(float(factor))) * (ROUNDED_DOWN if abs(factor) == 1 else CURVED)
    elif factor == 0:
        reach = math.inf
    return Dependence(certificate, reach, at, address, float(factor), error, None if margin is None else float(margin))
