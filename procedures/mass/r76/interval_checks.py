"""Checks of the scale intervals e and d of a nameplate (3.1.2, 3.2, 3.4)."""

from collections.abc import Iterator
from decimal import Decimal

from metrology.exact import multiply
from metrology.rounding import plain
from procedures.mass.r76 import sources
from procedures.mass.r76.classification import TABLE_3
from procedures.mass.r76.finding import Finding
from procedures.mass.r76.instrument import PartialRange, Scale

FINE_D_CLASS_I_G = Decimal("0.001")
"""A class I instrument with d < 1 mg has e = 1 mg, however many d that is (3.4.2)."""


def interval_checks(scale: Scale, part: PartialRange) -> Iterator[Finding]:
    """Every check that e and d of one partial range have to pass."""
    smallest = scale.from_grams(TABLE_3[scale.accuracy_class][0].e_from)
    texts = (
        "检定分度值 e 不小于该准确度等级的下限",
        "the verification scale interval e is not below that of the class",
    )
    e, d = _mass(part.e, scale), _mass(part.d, scale)
    large_enough = part.e >= smallest
    yield Finding.of("e_below_min", sources.TABLE_3, texts, e, f"≥ {_mass(smallest, scale)}", conforms=large_enough)
    texts = ("检定分度值 e 为 1、2 或 5 × 10^k", "the verification scale interval e is 1, 2 or 5 × 10^k")
    yield Finding.of("e_form", sources.E_FORM, texts, e, "1, 2, 5 × 10^k", conforms=is_one_two_five(part.e))
    texts = ("实际分度值 d 不大于 e", "the actual scale interval d is not above e")
    yield Finding.of("d_above_e", sources.VERIFICATION_INTERVAL, texts, d, f"≤ {e}", conforms=part.d <= part.e)
    if _may_have_auxiliary_indication(scale):
        if part.d < part.e:
            yield from _auxiliary_indication(scale, part)
    else:
        texts = ("无辅助指示装置时 e = d", "without an auxiliary indicating device e = d")
        yield Finding.of("d_not_e", sources.AUXILIARY_INDICATION, texts, d, f"= {e}", conforms=part.d == part.e)


def is_one_two_five(interval: Decimal) -> bool:
    """Whether an interval is 1, 2 or 5 times a power of ten."""
    return _significant(interval) in {"1", "2", "5"}


def _auxiliary_indication(scale: Scale, part: PartialRange) -> Iterator[Finding]:
    """An auxiliary indication: d < e ≤ 10 d and e a power of ten; class I with d < 1 mg: e = 1 mg (3.4.2)."""
    e, unit = _mass(part.e, scale), scale.unit
    texts = ("实际分度值 d 为 1、2 或 5 × 10^k", "the actual scale interval d is 1, 2 or 5 × 10^k")
    form = is_one_two_five(part.d)
    yield Finding.of(
        "d_form", sources.SCALE_INTERVAL_FORM, texts, _mass(part.d, scale), "1, 2, 5 × 10^k", conforms=form
    )
    if scale.accuracy_class == "I" and scale.grams(part.d) < FINE_D_CLASS_I_G:
        required = scale.from_grams(FINE_D_CLASS_I_G)
        texts = ("d 小于 1 mg 时 e = 1 mg", "where d is below 1 mg, e is 1 mg")
        same = part.e == required
        yield Finding.of(
            "e_not_1_mg", sources.VERIFICATION_INTERVAL, texts, e, f"= {plain(required)} {unit}", conforms=same
        )
        return
    most = multiply(Decimal(10), part.d)
    texts = ("有辅助指示装置时 e 不大于 10 d", "with an auxiliary indicating device e is not above 10 d")
    within = part.e <= most
    yield Finding.of(
        "e_above_10_d", sources.VERIFICATION_INTERVAL, texts, e, f"≤ {_mass(most, scale)}", conforms=within
    )
    texts = ("有辅助指示装置时 e 为 10^k", "with an auxiliary indicating device e is 10^k")
    power = _significant(part.e) == "1"
    yield Finding.of("e_not_power_of_ten", sources.VERIFICATION_INTERVAL, texts, e, "10^k", conforms=power)


def _may_have_auxiliary_indication(scale: Scale) -> bool:
    """Only classes I and II, never a multi-interval instrument (3.4.1), nor one that computes prices: there e = d."""
    return scale.accuracy_class in ("I", "II") and not scale.multi_interval and not scale.price_computing


def _significant(interval: Decimal) -> str:
    """Its digits without zeros around them: "5" of 0.050."""
    return "".join(map(str, interval.as_tuple().digits)).strip("0")


def _mass(value: Decimal, scale: Scale) -> str:
    return f"{plain(value)} {scale.unit}"
