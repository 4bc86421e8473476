"""Eccentric loading (偏载): the load, the positions, the decision (3.6.2, A.4.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrology.decision import decide
from metrology.exact import add, divide, multiply
from metrology.rounding import plain
from procedures.mass.r76 import sources
from procedures.mass.r76.instrument import LoadReceptor
from procedures.mass.r76.result import Result


@dataclass(frozen=True, slots=True)
class OffCentreLoad:
    """The load that eccentricity is tested with, and why that one.

    Attributes:
        load: In the unit of Max, not rounded; for rolling loads the greatest that may be used.
        reason_zh: Reason in Chinese.
        reason_en: Reason in English.
        clause: Clause that asks for it.
    """

    load: Decimal
    reason_zh: str
    reason_en: str
    clause: str


def nominal_load(
    maximum: Decimal, supports: int = 4, tare_maximum: Decimal = Decimal(0), receptor: LoadReceptor = "platform"
) -> OffCentreLoad:
    """The share of Max and maximum additive tare that 3.6.2.1 to 3.6.2.4 ask for."""
    total = add(maximum, tare_maximum)
    if receptor == "hopper":
        return _share(divide(total, 10), "1/10", "3.6.2.3")
    if receptor == "rolling":
        return _share(multiply(total, Decimal("0.8")), "≤ 0.8", "3.6.2.4")
    if supports > 4:
        return _share(divide(total, supports - 1), f"1/{supports - 1}", "3.6.2.2")
    return _share(divide(total, 3), "1/3", "3.6.2.1")


def positions(supports: int = 4, receptor: LoadReceptor = "platform") -> tuple[str, ...]:
    """Where the load is placed: quarter segments, each point of support, or along the way of a rolling load.

    The centre of the receptor need not be loaded (A.4.7, A.4.7.1 to A.4.7.4).
    """
    if receptor == "rolling":
        return ("beginning", "middle", "end")
    count = supports if receptor == "hopper" else max(4, supports)
    return tuple(str(number) for number in range(1, count + 1))


def eccentricity(
    corrected_errors: Mapping[str, Decimal], limit: Decimal, *, unit: str = "", required: Sequence[str] = ()
) -> Result:
    """Decide the test: the corrected error in every position is within the MPE for the load.

    Args:
        corrected_errors: Position → Ec = E − E0, E0 determined before that position or once at the beginning (A.4.7).
        limit: MPE at the load, positive.
        unit: Unit of all of these.
        required: Positions that must have been loaded, see `positions`.
    """
    decisions = tuple(
        decide(Ec, limit, unit=unit, formula="Ec = E − E0", substitution=plain(Ec), source=sources.ECCENTRICITY)
        for Ec in corrected_errors.values()
    )
    missing = [position for position in required if position not in corrected_errors]
    if missing or not decisions:
        return Result.incomplete(
            f"偏载位置未测量:{'、'.join(missing)}", f"positions not loaded: {', '.join(missing)}", decisions
        )
    return Result.of(*decisions)


def _share(load: Decimal, share: str, clause: str) -> OffCentreLoad:
    return OffCentreLoad(
        load, f"(Max + 最大加法皮重) 的 {share}", f"{share} of Max and additive tare", f"OIML R 76-1 {clause}"
    )
