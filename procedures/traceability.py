"""Values as the standards' certificates correct them, and how a result depends on them.

A result says which values of a standard it was computed from, so that it can be judged again when a certificate is
corrected: for E = p − p₀ the result changes by −1 times what p₀ changes (sensitivity coefficient, JJF 1059.1-2012
4.4.2 as JCGM 100:2008 5.1.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from metrology.exact import plain
from metrology.units import convert, unit
from procedures.errors import Void
from procedures.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from procedures.run import Run, Standard


@dataclass(frozen=True, slots=True)
class Reference:
    """One value of a standard that a result was computed from, in proportion.

    A result whose limit moves with the standard too, or that is a quotient, cannot be said in this form; its
    dependence is left unsaid, and a re-evaluation goes over the whole run.

    Attributes:
        role: Role the standard fills.
        at: The value before its correction, in `unit`.
        unit: Unit of the value and of the result.
        factor: Change of the result for a change of the value.
    """

    role: str
    at: Decimal
    unit: str
    factor: int

    def to_dict(self) -> dict[str, str]:
        """The form kept in the journal."""
        return {"role": self.role, "at": plain(self.at), "unit": self.unit, "factor": str(self.factor)}


References: TypeAlias = Sequence[Reference] | None
"""What a result was computed from: nothing (empty), or not said (None)."""
INDEPENDENT: tuple[Reference, ...] = ()
"""No value of a standard enters."""


def corrected(run: Run, role: str, value: Decimal, symbol: str) -> Decimal:
    """A reading of the standard of a role, or its nominal value, with the correction of its certificate.

    Raises:
        Void: Several standards of this quantity fill the role and not all are without correction, so that it is not
            known which correction applies.
    """
    return corrected_by(run.standards(role), value, symbol)


def corrected_by(standards: Sequence[Standard], value: Decimal, symbol: str) -> Decimal:
    """The same with the standards of the role at hand.

    Raises:
        Void: It is not known which correction applies.
    """
    of_quantity = _of_quantity(standards, symbol)
    if not any(map(_corrects, of_quantity)):
        return value
    unknown = ambiguity(of_quantity)
    if unknown is not None:
        raise Void(unknown)
    (standard,) = of_quantity
    return convert(standard.correct(convert(value, symbol, standard.unit)), standard.unit, symbol)


def ambiguity(standards: Sequence[Standard]) -> Text | None:
    """Why it is not known which correction applies: several standards share a role, and one has a correction."""
    if len(standards) < 2 or not any(map(_corrects, standards)):
        return None
    names = ", ".join(s.id for s in standards)
    return Text(
        f"{names} 同时使用且证书给出修正值，无法确定采用哪一个修正值",
        f"{names} are used together and a certificate states a correction: which one applies is not known",
    )


def _of_quantity(standards: Sequence[Standard], symbol: str) -> list[Standard]:
    return [s for s in standards if unit(s.unit).dimension == unit(symbol).dimension]


def _corrects(standard: Standard) -> bool:
    return standard.correction != 0 or standard.relative_correction != 0
