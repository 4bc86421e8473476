"""Weighing performance: one point, or a series read directly, decided against the MPE (A.4.4, 3.5)."""
# ruff: noqa: E741  # I is the symbol of the indication

from dataclasses import dataclass
from decimal import Decimal

from metrology.decision import Decision, decide
from metrology.rounding import plain
from procedures.mass.r76 import errors, sources
from procedures.mass.r76.instrument import Scale
from procedures.mass.r76.limits import Stage, mpe
from procedures.mass.r76.result import Result


@dataclass(frozen=True, slots=True)
class WeighingPoint:
    """One load, weighed; every mass in the unit of the scale.

    Attributes:
        L: Load.
        P: Indication prior to rounding (the indication itself where it was read directly).
        E: Error P − L.
        Ec: Error corrected for the error at zero.
        mpe: Maximum permissible error at the load, as a positive number.
        decision: |Ec| ≤ MPE with its trace.
    """

    L: Decimal
    P: Decimal
    E: Decimal
    Ec: Decimal
    mpe: Decimal
    decision: Decision


def weighing_point(scale: Scale, L: Decimal, I: Decimal, dL: Decimal, E0: Decimal, stage: Stage) -> WeighingPoint:
    """Decide one load by the changeover method of A.4.4.3.

    Args:
        scale: The instrument.
        L: Load on the receptor, never rounded on the way (a substitution load least of all).
        I: Indication before weights were added.
        dL: Additional load ΔL at which the indication rose by one interval.
        E0: Error at or near zero.
        stage: Stage of verification; in service the limits are doubled.

    Raises:
        metrology.limits.OutOfTable: the load lies beyond Max or beyond Table 6.
    """
    P = errors.changeover_point(I, dL, errors.interval_above(scale, I))
    return _point(scale, L, P, E0, stage)


def direct_point(scale: Scale, L: Decimal, I: Decimal, E0: Decimal, stage: Stage) -> WeighingPoint:
    """Decide one load where the interval shown is at most 0.2 e, so that the indication itself is judged (A.4.1.6)."""
    return _point(scale, L, I, E0, stage)


def weighing_result(
    scale: Scale,
    L: Decimal,
    I: Decimal | None,
    dL: Decimal | None,
    E0: Decimal | None,
    stage: Stage,
) -> Result:
    """Decide a point of which readings may be missing; a missing one is never assumed, not even an E0 of zero."""
    if I is None or dL is None or E0 is None:
        missing = [symbol for symbol, value in (("I", I), ("ΔL", dL), ("E0", E0)) if value is None]
        return Result.incomplete(f"未测量:{'、'.join(missing)}", f"not measured: {', '.join(missing)}")
    return Result.of(weighing_point(scale, L, I, dL, E0, stage).decision)


def _point(scale: Scale, L: Decimal, P: Decimal, E0: Decimal, stage: Stage) -> WeighingPoint:
    E = errors.indication_error(P, L)
    Ec = errors.corrected_error(E, E0)
    limit = mpe(scale, L, stage)
    decision = decide(
        Ec,
        limit,
        unit=scale.unit,
        formula="Ec = P − L − E0",
        substitution=f"{plain(P)} − {plain(L)} − ({plain(E0)})",
        source=sources.IN_SERVICE if stage == "in-service" else sources.TABLE_6,
    )
    return WeighingPoint(L, P, E, Ec, limit, decision)
