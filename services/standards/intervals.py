"""Proposals for the interval after which a standard is calibrated again, from its own history (ILAC-G24/OIML D 10)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metrology.exact import plain, subtract
from metrology.standards import fit_drift, interval_to_limits, staircase
from metrology.text import Text
from registers.errors import NothingToShow
from registers.measurement_standards import CERTIFICATES, STANDARDS, as_certificate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from records.certificates import Certificate
    from registers.book import Book

DAYS_PER_MONTH = 30.4375
SHARE, EXTEND, SHORTEN = Decimal("0.8"), Decimal("1.5"), Decimal("0.6")
"""Choices of this laboratory for the staircase; ILAC-G24 gives none."""
LONGEST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What one certificate states at a value."""

    number: str
    on: date
    correction: Decimal
    limit: Decimal
    uncertainty: Decimal

    def document(self) -> dict[str, str]:
        """The figures as texts."""
        figures = {name: plain(getattr(self, name)) for name in ("correction", "limit", "uncertainty")}
        return {"number": self.number, "on": self.on.isoformat(), **figures}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed interval.

    Attributes:
        method: Which method of ILAC-G24.
        months: The interval; None where it is unlimited by the method.
        basis: What it follows from.
    """

    method: Text
    months: float | None
    basis: Text

    def document(self) -> dict[str, Any]:
        """The proposal as words and numbers."""
        return {"method": self.method.to_dict(), "months": self.months, "basis": self.basis.to_dict()}


def proposals(book: Book, standard: str, value: str, unit: str) -> tuple[list[Found], list[Proposal]]:
    """Propose intervals from the certificates of a standard at one value.

    Args:
        book: The registers.
        standard: The standard.
        value: Where its certificates are compared.
        unit: Unit of the value.

    Raises:
        RegistersError: There is no such standard.
        NothingToShow: Fewer than two certificates state a correction and an MPE there.
    """
    row = book.get(STANDARDS, standard).record
    certificates = [as_certificate(r.record) for r in book.rows(CERTIFICATES, lambda c: c.standard == standard)]
    found = sorted(filter(None, (_at(c, Decimal(value), unit) for c in certificates)), key=lambda f: f.on)
    if len(found) < 2:
        zh = f"{standard} 在 {value} {unit} 处只有 {len(found)} 份证书给出修正值和最大允许误差，至少需要 2 份"
        en = f"{standard}: {len(found)} certificates state a correction and an MPE at {value} {unit}; at least 2 are needed"
        raise NothingToShow([Text(zh, en)])
    return found, [_staircase(found, row.interval_months), *_drift(found)]


def _at(certificate: Certificate, value: Decimal, unit: str) -> Found | None:
    for quantity in certificate.quantities:
        certified = quantity.used().certified()
        if quantity.unit == unit and certified.covers(value) and certified.corrects:
            limit = certified.maximum_permissible_error(value)
            correction = subtract(certified.correct(value), value)
            if limit > 0:
                return Found(
                    certificate.number, certificate.valid_from, correction, limit, certified.expanded_uncertainty(value)
                )
    return None


def _staircase(found: Sequence[Found], months: int) -> Proposal:
    before, newest = found[-2:]
    present = Decimal(months) if months else Decimal(round((newest.on - before.on).days / DAYS_PER_MONTH)) or Decimal(1)
    proposed = staircase(present, newest.correction, newest.limit, share=SHARE, extend=EXTEND, shorten=SHORTEN)
    compared = f"|{plain(newest.correction)}| / {plain(newest.limit)}"
    zh = f"现间隔 {plain(present)} 个月，{newest.number} 的误差与最大允许误差之比 {compared}"
    en = f"present interval {plain(present)} months; error of {newest.number} beside its MPE: {compared}"
    return Proposal(
        Text("阶梯法（ILAC-G24 方法 1）", "Staircase (ILAC-G24 method 1)"),
        min(float(proposed), LONGEST_MONTHS),
        Text(zh, en),
    )


def _drift(found: Sequence[Found]) -> list[Proposal]:
    """The time until the value may lie beyond its limits, from the drift so far; with three certificates or more."""
    if len(found) < 3:
        return []
    first, newest = found[0], found[-1]
    times = [(f.on - first.on).days / DAYS_PER_MONTH for f in found[1:]]
    deviations = [float(subtract(f.correction, first.correction)) for f in found[1:]]
    drift = fit_drift(times, deviations)
    limit = float(newest.limit)
    months = interval_to_limits(drift, float(newest.correction), float(newest.uncertainty) / 2, -limit, limit)
    rate = drift.coefficients[0]
    zh = f"{len(found)} 份证书的漂移 {rate:.3g} 每月，95 % 不超出 ±{plain(newest.limit)}"
    en = f"drift of {rate:.3g} a month over {len(found)} certificates; within ±{plain(newest.limit)} with 95 %"
    shown = None if months > 12 * LONGEST_MONTHS else months
    return [Proposal(Text("漂移法（ILAC-G24 方法 2）", "Drift (ILAC-G24 method 2)"), shown, Text(zh, en))]
