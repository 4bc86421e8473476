"""Whether standard weights are good enough for an instrument (3.7.1)."""

from decimal import Decimal

from metrology.decision import Decision, decide
from metrology.exact import divide, multiply
from metrology.rounding import plain
from procedures.mass.r76 import sources


def weight_error_limit(limit: Decimal) -> Decimal:
    """Largest error of the weights making up a load, one third of the MPE of the instrument at that load."""
    return divide(limit, 3)


def weights_suffice(error: Decimal, limit: Decimal, *, unit: str = "") -> Decision:
    """Decide whether the weights of a load may be used.

    Compared without dividing: three times the error against the MPE, so that no third is rounded.

    Args:
        error: Error of the weights together. For class E2 or better, their expanded uncertainty instead, if the actual
            conventional mass is used and the stability is known.
        limit: MPE of the instrument at the load, positive.
        unit: Unit of both.
    """
    return decide(
        multiply(Decimal(3), error),
        limit,
        unit=unit,
        formula="3 × δm ≤ MPE",
        substitution=f"3 × {plain(error)}",
        source=sources.STANDARD_WEIGHTS,
    )
