"""Entry checks where a value is born: what this instrument cannot have shown, and what is probably a slip of the pen.

A value that is impossible is refused; one that is only improbable has to be confirmed. Neither is ever corrected.
"""

from decimal import Decimal

from metrology.exact import add, multiply, subtract
from metrology.rounding import plain, round_to_interval
from procedures.mass.r76.instrument import Scale
from procedures.run import Doubt

BEYOND_MAX_IN_E = Decimal(9)
"""No indication above Max + 9 e (4.2.3)."""

PIECE_IN_E = Decimal("0.1")
"""The additional weights are put on in pieces of 0.1 e (A.4.4.3)."""

FAR_IN_E = Decimal(10)
"""An indication this many e from the load is more often a slip than an error; a bench rule, not a clause."""


def largest_indication(scale: Scale) -> Decimal:
    """Max + 9 e, above which nothing may be indicated (4.2.3)."""
    return add(scale.max, multiply(BEYOND_MAX_IN_E, scale.e_at(scale.max)))


def check_indication(scale: Scale, value: Decimal, load: Decimal) -> Doubt | None:
    """Refuse what the display cannot show; ask about what is far from the load.

    Args:
        scale: The instrument.
        value: Indication entered.
        load: Load on the receptor.
    """
    unit, d = scale.unit, scale.d_at(value)
    if round_to_interval(value, d) != value:
        zh = f"示值 {plain(value)} {unit} 不是实际分度值 d = {plain(d)} {unit} 的整数倍"
        en = f"an indication of {plain(value)} {unit} is not a multiple of d = {plain(d)} {unit}"
        return Doubt("indication_not_multiple_of_d", zh, en)
    if value > (largest := largest_indication(scale)):
        zh = f"示值 {plain(value)} {unit} 超过 Max + 9e = {plain(largest)} {unit}"
        en = f"an indication of {plain(value)} {unit} is above Max + 9e = {plain(largest)} {unit}"
        return Doubt("indication_above_Max_plus_9_e", zh, en)
    if abs(subtract(value, load)) >= multiply(FAR_IN_E, scale.e_at(load)):
        zh = f"示值 {plain(value)} {unit} 与载荷 {plain(load)} {unit} 相差 10e 以上,请确认"
        en = f"an indication of {plain(value)} {unit} is 10e or more from the load {plain(load)} {unit}; please confirm"
        return Doubt("indication_far_from_load", zh, en, "confirm")
    return None


def check_additional_load(dL: Decimal, e: Decimal, unit: str = "") -> Doubt | None:
    """Refuse an additional load ΔL outside 0 to 1.1 e.

    Where the load lies on the changeover point itself, e brings the display to the next one, and one more piece lets
    it rise unambiguously (A.4.4.3).
    """
    most = add(e, multiply(PIECE_IN_E, e))
    if 0 <= dL <= most:
        return None
    zh = f"附加载荷 ΔL = {plain(dL)} {unit} 不在 0 到 1.1 e = {plain(most)} {unit} 之间"
    en = f"an additional load ΔL of {plain(dL)} {unit} is not between 0 and 1.1 e = {plain(most)} {unit}"
    return Doubt("dL_outside_0_to_e", zh, en)
