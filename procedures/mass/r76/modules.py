"""Apportioning of errors to modules that are examined separately (模块误差分配) (3.10.2.1)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from metrology.decision import Decision, decide
from metrology.exact import add, multiply
from metrology.rounding import plain
from procedures.mass.r76 import sources

ModuleKind = Literal["digital", "weighing", "other"]
"""A purely digital device, a weighing module, or any other module (digital load cells are among these)."""

LEAST, GREATEST = Decimal("0.3"), Decimal("0.8")


def sum_of_squares(fractions: Iterable[Decimal]) -> Decimal:
    """The sum p1² + p2² + p3² + … of all fractions."""
    return add(*(multiply(p, p) for p in fractions))


def apportioning(fractions: Sequence[Decimal]) -> Decision:
    """Decide whether the fractions p_i of the MPE fit together: the sum of their squares is at most 1.

    Raises:
        ValueError: no fraction.
    """
    if not fractions:
        raise ValueError("an instrument made of modules has at least one fraction p")
    return decide(
        sum_of_squares(fractions),
        (None, Decimal(1)),
        formula="Σ p²",
        substitution=" + ".join(f"{plain(p)}²" for p in fractions),
        source=sources.MODULES,
    )


def fraction_of_module(p: Decimal, kind: ModuleKind) -> Decision:
    """Decide the fraction of one module where several contribute.

    It may be 0 for a purely digital device and 1 for a weighing module; otherwise it lies from 0.3 to 0.8.
    """
    allowed = {"digital": (Decimal(0), GREATEST), "weighing": (LEAST, Decimal(1)), "other": (LEAST, GREATEST)}[kind]
    return decide(p, allowed, formula="p", substitution=plain(p), source=sources.MODULES)
