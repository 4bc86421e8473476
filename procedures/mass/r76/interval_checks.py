"""Checks of the scale intervals e and d of a nameplate (3.1.2, 3.2, 3.4)."""

from collections.abc import Iterator
from decimal import Decimal

from metrology.exact import multiply
from metrology.rounding import plain
from procedures.base import Requirement
from procedures.mass.r76 import sources
from procedures.mass.r76.classification import TABLE_3
from procedures.mass.r76.finding import finding
from procedures.mass.r76.instrument import PartialRange, Scale

FINE_D_CLASS_I_G = Decimal("0.001")
"""A class I instrument with d < 1 mg has e = 1 mg, however many d that is (3.4.2)."""


def interval_checks(scale: Scale, part: PartialRange) -> Iterator[Requirement]:
    """Every check that e and d of one partial range have to pass."""
    smallest = scale.from_grams(TABLE_3[scale.accuracy_class][0].e_from)
    text = "检定分度值 e 不小于该准确度等级的下限 | the verification scale interval e is not below that of the class"
    e, d = _mass(part.e, scale), _mass(part.d, scale)
    large_enough = part.e >= smallest
    yield finding("e_below_min", sources.TABLE_3, text, e, f"≥ {_mass(smallest, scale)}", conforms=large_enough)
    text = "检定分度值 e 为 1、2 或 5 × 10^k | the verification scale interval e is 1, 2 or 5 × 10^k"
    yield finding("e_form", sources.E_FORM, text, e, "1, 2, 5 × 10^k", conforms=is_one_two_five(part.e))
    text = "实际分度值 d 不大于 e | the actual scale interval d is not above e"
    yield finding("d_above_e", sources.VERIFICATION_INTERVAL, text, d, f"≤ {e}", conforms=part.d <= part.e)
    if _may_have_auxiliary_indication(scale):
        if part.d < part.e:
            yield from _auxiliary_indication(scale, part)
    else:
        text = "无辅助指示装置时 e = d | without an auxiliary indicating device e = d"
        yield finding("d_not_e", sources.AUXILIARY_INDICATION, text, d, f"= {e}", conforms=part.d == part.e)


def is_one_two_five(interval: Decimal) -> bool:
    """Whether an interval is 1, 2 or 5 times a power of ten."""
    return _significant(interval) in {"1", "2", "5"}


def _auxiliary_indication(scale: Scale, part: PartialRange) -> Iterator[Requirement]:
    """An auxiliary indication: d < e ≤ 10 d and e a power of ten; class I with d < 1 mg: e = 1 mg (3.4.2)."""
    e, unit = _mass(part.e, scale), scale.unit
    text = "实际分度值 d 为 1、2 或 5 × 10^k | the actual scale interval d is 1, 2 or 5 × 10^k"
    form = is_one_two_five(part.d)
    yield finding("d_form", sources.SCALE_INTERVAL_FORM, text, _mass(part.d, scale), "1, 2, 5 × 10^k", conforms=form)
    if scale.accuracy_class == "I" and scale.grams(part.d) < FINE_D_CLASS_I_G:
        required = scale.from_grams(FINE_D_CLASS_I_G)
        text = "d 小于 1 mg 时 e = 1 mg | where d is below 1 mg, e is 1 mg"
        same = part.e == required
        yield finding(
            "e_not_1_mg", sources.VERIFICATION_INTERVAL, text, e, f"= {plain(required)} {unit}", conforms=same
        )
        return
    most = multiply(Decimal(10), part.d)
    text = "有辅助指示装置时 e 不大于 10 d | with an auxiliary indicating device e is not above 10 d"
    within = part.e <= most
    yield finding("e_above_10_d", sources.VERIFICATION_INTERVAL, text, e, f"≤ {_mass(most, scale)}", conforms=within)
    text = "有辅助指示装置时 e 为 10^k | with an auxiliary indicating device e is 10^k"
    power = _significant(part.e) == "1"
    yield finding("e_not_power_of_ten", sources.VERIFICATION_INTERVAL, text, e, "10^k", conforms=power)


def _may_have_auxiliary_indication(scale: Scale) -> bool:
    """Only classes I and II, never a multi-interval instrument (3.4.1), nor one that computes prices: there e = d."""
    return scale.accuracy_class in ("I", "II") and not scale.multi_interval and not scale.price_computing


def _significant(interval: Decimal) -> str:
    """Its digits without zeros around them: "5" of 0.050."""
    return "".join(map(str, interval.as_tuple().digits)).strip("0")


def _mass(value: Decimal, scale: Scale) -> str:
    return f"{plain(value)} {scale.unit}"
