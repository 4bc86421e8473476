"""Which loads the tests of an instrument need, and why each is among them (A.4.4.1, A.4.7, A.4.8, A.4.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from metrology.exact import add, divide, multiply, subtract
from metrology.rounding import round_to_interval
from procedures.mass.r76 import eccentricity, repeatability, sources
from procedures.mass.r76.instrument import Scale
from procedures.mass.r76.limits import Stage, breaks

SMALLEST_MIN_TESTED_G = Decimal("0.1")
"""Min is a test load only if it is at least 100 mg (A.4.4.1)."""

CLEAR_OF_CHANGE_IN_E = Decimal(10)
"""How far from a change of interval discrimination is tested, more than MPE and extra load together; a bench rule."""


@dataclass(frozen=True, slots=True)
class TestLoad:
    """One load of a test, in the unit of the scale, with the reason it was chosen and the clause that asks for it."""

    __test__ = False  # a load of a test in the sense of the Recommendation, not a test of this code

    load: Decimal
    reason_zh: str
    reason_en: str
    clause: str


def required_number(stage: Stage) -> int:
    """Fewest loads of a weighing test: 10 for the initial intrinsic error of a type, otherwise 5 (A.4.4.1)."""
    return 10 if stage == "type" else 5


def required_loads(scale: Scale) -> tuple[Decimal, ...]:
    """The loads that a weighing test must contain, ascending: Min, the last one with each MPE, ends of ranges, Max."""
    return tuple(sorted({load for load, _, _ in _named_loads(scale)}))


def weighing_loads(scale: Scale, stage: Stage) -> tuple[TestLoad, ...]:
    """Loads of the weighing test in ascending order, zero not counted.

    The `required_loads`, and as many between them, each halving the widest gap, as bring them to `required_number`.
    """
    reasons: dict[Decimal, list[tuple[str, str]]] = {}
    for load, zh, en in _named_loads(scale):
        reasons.setdefault(load, []).append((zh, en))
    number = required_number(stage)
    while len(reasons) < number and (between := _between(scale, sorted(reasons))) is not None:
        reasons[between] = [(f"补足至少 {number} 个秤量点", f"to make at least {number} loads")]
    return tuple(
        TestLoad(load, ";".join(zh for zh, _ in texts), "; ".join(en for _, en in texts), sources.WEIGHING.clause)
        for load, texts in sorted(reasons.items())
    )


def eccentricity_load(scale: Scale) -> TestLoad:
    """The load of the eccentricity test, to the nearest verification scale interval (3.6.2.1 to 3.6.2.4)."""
    nominal = eccentricity.nominal_load(scale.max, scale.supports, scale.tare_maximum, scale.receptor)
    return TestLoad(_placeable(scale, nominal.load), nominal.reason_zh, nominal.reason_en, nominal.clause)


def repeatability_loads(scale: Scale, stage: Stage) -> tuple[TestLoad, ...]:
    """One load for each repeatability series: about 0.8 Max, or 50 % and 100 % of Max for a type (A.4.10)."""
    return tuple(
        TestLoad(
            _placeable(scale, multiply(series.fraction, scale.max)),
            f"约 {series.name} 最大秤量,称量 {series.weighings} 次",
            f"about {series.name} of Max, {series.weighings} weighings",
            sources.REPEATABILITY_TEST.clause,
        )
        for series in repeatability.series(scale.accuracy_class, scale.grams(scale.max), stage)
    )


def repeatability_load(scale: Scale, stage: Stage) -> TestLoad:
    """The load of the only repeatability series of a verification, or of the second one of a type examination."""
    return repeatability_loads(scale, stage)[-1]


def discrimination_loads(scale: Scale) -> tuple[TestLoad, ...]:
    """Three loads: Min, half of Max and Max (A.4.8), the second one clear of the ends of partial ranges."""
    clause = sources.DISCRIMINATION_TEST.clause
    half = _placeable(scale, divide(scale.max, 2))
    clear = _clear_of_changes(scale, half)
    zh, en = ("", "") if clear == half else (",避开分度值改变处", ", clear of the change of interval")
    return (
        TestLoad(scale.minimum, "最小秤量 Min", "Min", clause),
        TestLoad(clear, f"1/2 最大秤量{zh}", f"half of Max{en}", clause),
        TestLoad(scale.max, "最大秤量 Max", "Max", clause),
    )


def off_zero_load(scale: Scale) -> TestLoad:
    """Ten intervals, which bring the instrument out of automatic zero-setting and zero-tracking (A.4.2.3.2)."""
    zh, en = "10 e,脱离自动置零和零点跟踪范围", "10 e, beyond automatic zero-setting and zero-tracking"
    return TestLoad(multiply(Decimal(10), scale.e), zh, en, sources.OFF_ZERO.clause)


def _named_loads(scale: Scale) -> Iterator[tuple[Decimal, str, str]]:
    if scale.grams(scale.minimum) >= SMALLEST_MIN_TESTED_G:
        yield scale.minimum, "最小秤量 Min", "Min"
    for load in breaks(scale):
        yield load, "最大允许误差改变前的最后一点", "last load with the smaller MPE"
    for number, part in enumerate(scale.ranges[:-1], start=1):
        yield part.max, f"第 {number} 局部称量范围上限", f"end of partial range {number}"
    yield scale.max, "最大秤量 Max", "Max"


def _clear_of_changes(scale: Scale, load: Decimal) -> Decimal:
    """The load, or one above a partial range that ends near it.

    Discrimination is seen on a fall by d and a rise by d, so that all indications must step by the same interval. On an
    instrument of 15/30 kg half of Max is the end of a range.
    """
    for below, above in pairwise(scale.ranges):
        clearance = multiply(CLEAR_OF_CHANGE_IN_E, above.e)
        if abs(subtract(load, below.max)) < clearance:
            return add(below.max, clearance)
    return load


def _between(scale: Scale, loads: list[Decimal]) -> Decimal | None:
    """A new load in the middle of the widest gap, or None where the intervals leave no room."""
    gap, low = max((subtract(high, low), low) for low, high in pairwise([Decimal(0), *loads]))
    middle = _placeable(scale, add(low, divide(gap, 2)))
    return middle if low < middle < add(low, gap) else None


def _placeable(scale: Scale, load: Decimal) -> Decimal:
    """The nearest multiple of e: weights of whole intervals are available, thirds of Max are not."""
    return round_to_interval(load, scale.e_at(load))
