"""Eccentric loading (偏载): the load and the positions (3.6.2, A.4.7)."""

from decimal import Decimal

from metrology.exact import add, divide, multiply
from procedures.mass.r76.instrument import Scale

SHARE = {"hopper": Decimal("0.1"), "rolling": Decimal("0.8")}


def nominal_load(scale: Scale) -> tuple[Decimal, str]:
    """The share of Max and additive tare that 3.6.2.1 to 3.6.2.4 ask for, and which share it is.

    Not rounded; for rolling loads it is the greatest that may be used.
    """
    total = add(scale.max, scale.tare_maximum)
    if scale.receptor in SHARE:
        return multiply(total, SHARE[scale.receptor]), f"{SHARE[scale.receptor]}"
    parts = scale.supports - 1 if scale.supports > 4 else 3
    return divide(total, parts), f"1/{parts}"


def positions(scale: Scale) -> tuple[str, ...]:
    """Where the load is placed: quarter segments, each point of support, or along the way of a rolling load.

    The centre of the receptor need not be loaded (A.4.7, A.4.7.1 to A.4.7.4).
    """
    if scale.receptor == "rolling":
        return ("beginning", "middle", "end")
    count = scale.supports if scale.receptor == "hopper" else max(4, scale.supports)
    return tuple(str(number) for number in range(1, count + 1))
