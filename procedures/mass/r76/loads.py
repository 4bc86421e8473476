"""Which loads the tests of an instrument need, and why each is among them (A.4.4.1, A.4.7, A.4.8, A.4.10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from metrology.exact import add, divide, multiply, subtract
from metrology.rounding import round_to_interval
from procedures.mass.r76 import eccentricity, repeatability
from procedures.mass.r76.entry import largest_indication
from procedures.mass.r76.instrument import Scale
from procedures.mass.r76.limits import breaks

SMALLEST_MIN_TESTED_G = Decimal("0.1")
"""Min is a test load only if it is at least 100 mg (A.4.4.1)."""

REQUIRED_NUMBER = 5
"""Fewest loads of a weighing test of a verification (A.4.4.1)."""

CLEAR_OF_CHANGE_IN_E = Decimal(10)
"""How far from a change of interval discrimination is tested, more than MPE and extra load together; a bench rule."""


@dataclass(frozen=True, slots=True)
class TestLoad:
    """One load of a test, in the unit of the scale, with the reason it was chosen, ``中文 | English``."""

    __test__ = False  # a load of a test in the sense of the Recommendation, not a test of this code

    load: Decimal
    why: str


def required_loads(scale: Scale) -> tuple[Decimal, ...]:
    """The loads that a weighing test must contain, ascending: Min, the last one with each MPE, ends of ranges, Max."""
    return tuple(sorted({load for load, _, _ in _named_loads(scale)}))


def weighing_loads(
    scale: Scale, chosen: Iterable[Decimal] = (), *, least: int = REQUIRED_NUMBER
) -> tuple[TestLoad, ...]:
    """Loads of the weighing test in ascending order, zero not counted.

    The `required_loads`, and as many between them, each halving the widest gap, as bring them to `least`.

    Args:
        scale: The instrument.
        chosen: Loads that a verifier wants in their place.
        least: How many loads an edition asks for.
    """
    reasons: dict[Decimal, list[tuple[str, str]]] = {}
    for load, zh, en in _named_loads(scale):
        reasons.setdefault(load, []).append((zh, en))
    while len(reasons) < least and (between := _between(scale, sorted(reasons))) is not None:
        reasons[between] = [(f"补足至少 {least} 个秤量点", f"to make at least {least} loads")]
    by_hand = [("检定员选定", "chosen by the verifier")]
    found = {load: reasons.get(load, by_hand) for load in chosen} or reasons
    return tuple(
        TestLoad(load, f"{';'.join(zh for zh, _ in texts)} | {'; '.join(en for _, en in texts)}")
        for load, texts in sorted(found.items())
    )


def eccentricity_load(scale: Scale, weights: Decimal | None = None) -> TestLoad:
    """The load of the eccentricity test, to the nearest verification scale interval (3.6.2.1 to 3.6.2.4).

    Args:
        scale: The instrument.
        weights: The greatest load of weights, where there are not enough; a rolling load may be as small as that.
    """
    load, share = eccentricity.nominal_load(scale)
    if scale.receptor == "rolling":
        load = load if weights is None else min(load, weights)
        share = f"≤ {share}"
    why = f"(Max + 最大加法皮重) 的 {share} | {share} of Max and additive tare"
    return TestLoad(placeable(scale, load), why)


def repeatability_load(scale: Scale) -> TestLoad:
    """The load of the repeatability series of a verification, about 0.8 Max (A.4.10)."""
    load = placeable(scale, multiply(repeatability.SHARE_OF_MAX, scale.max))
    number = repeatability.weighings(scale)
    return TestLoad(load, f"约 0.8 最大秤量,称量 {number} 次 | about 0.8 of Max, {number} weighings")


def discrimination_loads(scale: Scale) -> tuple[TestLoad, ...]:
    """Three loads: Min, half of Max and Max (A.4.8), the second one clear of the ends of partial ranges."""
    half = placeable(scale, divide(scale.max, 2))
    clear = _clear_of_changes(scale, half)
    zh, en = ("", "") if clear == half else (",避开分度值改变处", ", clear of the change of interval")
    return (
        TestLoad(scale.minimum, "最小秤量 Min | Min"),
        TestLoad(clear, f"1/2 最大秤量{zh} | half of Max{en}"),
        TestLoad(scale.max, "最大秤量 Max | Max"),
    )


def off_zero_load(scale: Scale) -> TestLoad:
    """Ten intervals, which bring the instrument out of automatic zero-setting and zero-tracking (A.4.2.3.2)."""
    why = "10 e,脱离自动置零和零点跟踪范围 | 10 e, beyond automatic zero-setting and zero-tracking"
    return TestLoad(multiply(Decimal(10), scale.e), why)


def overload(scale: Scale) -> TestLoad:
    """Just beyond the largest weight that may be indicated, Max + 9 e (4.2.3)."""
    beyond = add(largest_indication(scale), scale.e_at(scale.max))
    return TestLoad(beyond, "Max + 10 e,超过 Max + 9 e | Max + 10 e, beyond Max + 9 e")


def placeable(scale: Scale, load: Decimal) -> Decimal:
    """The nearest multiple of e: weights of whole intervals are available, thirds of Max are not."""
    return round_to_interval(load, scale.e_at(load))


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
    middle = placeable(scale, add(low, divide(gap, 2)))
    return middle if low < middle < add(low, gap) else None
