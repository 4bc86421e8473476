"""Discrimination (鉴别力): the extra loads and what they must do (3.8, A.4.8)."""
# ruff: noqa: E741  # I is the symbol of the indication

from decimal import Decimal

from metrology.decision import Decision, Outcome, decide
from metrology.exact import add, multiply, subtract
from metrology.rounding import plain
from metrology.units import convert
from procedures.mass.r76 import sources
from procedures.mass.r76.at_least import at_least
from procedures.mass.r76.instrument import Scale
from procedures.mass.r76.result import Result

STEP_IN_D = Decimal("0.1")
EXTRA_IN_D = Decimal("1.4")
SMALLEST_D_MG = Decimal(5)
SMALLEST_EXTRA_MG = Decimal(1)


def applies_to_digital(scale: Scale) -> bool:
    """Whether the digital test applies: d ≥ 5 mg (3.8.2.2). The stage is the regulation's to say."""
    return convert(scale.ranges[0].d, scale.unit, "mg") >= SMALLEST_D_MG


def piece(d: Decimal) -> Decimal:
    """The small additional weights of the digital test, 0.1 d each."""
    return multiply(STEP_IN_D, d)


def extra_load_digital(d: Decimal) -> Decimal:
    """Extra load of the digital test, 1.4 d."""
    return multiply(EXTRA_IN_D, d)


def extra_load_analog(limit: Decimal, unit: str) -> Decimal:
    """Extra load with an analogue indication: the MPE, not less than 1 mg (3.8.2.1)."""
    return max(limit, convert(SMALLEST_EXTRA_MG, "mg", unit))


def extra_load_non_self_indicating(limit: Decimal, unit: str) -> Decimal:
    """Extra load of a non-self-indicating instrument: 0.4 MPE, not less than 1 mg (3.8.1)."""
    return max(multiply(Decimal("0.4"), limit), convert(SMALLEST_EXTRA_MG, "mg", unit))


def required_indications(I: Decimal, d: Decimal) -> tuple[Decimal, Decimal]:
    """What the digital test must show: I − d when the pieces are gone, I + d after the extra load (A.4.8.2)."""
    return subtract(I, d), add(I, d)


def digital(
    I: Decimal,
    after_removal: Decimal | None,
    after_extra: Decimal | None,
    d: Decimal,
    *,
    unit: str = "",
    extra: Decimal | None = None,
    put_back: Decimal | None = None,
) -> Result:
    """Decide the digital test of A.4.8.2.

    Pieces of 0.1 d are taken away one by one until the indication I falls to I − d; one is put back, and 1.4 d gently
    added must raise the indication to I + d, counted from where it began. An indication that fell by more than d under
    pieces of 0.1 d has jumped over a value it could not resolve, which is a failure of the instrument.

    Args:
        I: Indication at the start.
        after_removal: Indication when it had fallen, None if not read.
        after_extra: Indication after the extra load, None if not read.
        d: Actual scale interval.
        unit: Unit of all of these.
        extra: Extra load that was really added, if recorded; another one than 1.4 d makes the test void.
        put_back: Piece that was really put back, if recorded; another one than 0.1 d makes the test void.
    """
    if after_removal is None or after_extra is None:
        return Result.incomplete("鉴别力试验读数不全", "the discrimination test has readings missing")
    if extra not in (None, extra_load_digital(d)) or put_back not in (None, piece(d)):
        return Result.invalid("附加砝码不是放回 0.1 d、加 1.4 d", "the loads were not 0.1 d put back and 1.4 d added")
    fallen = _equals(subtract(I, after_removal), d, unit, f"{plain(I)} − {plain(after_removal)}")
    risen = _equals(subtract(after_extra, I), d, unit, f"{plain(after_extra)} − {plain(I)}")
    return Result.of(fallen, risen)


def digital_change(before: Decimal, after: Decimal, d: Decimal, *, unit: str = "") -> Decision:
    """Decide a record of the indications before and after 1.4 d only: it rose by at least d (3.8.2.2)."""
    risen = subtract(after, before)
    source = sources.DISCRIMINATION_DIGITAL
    return at_least(
        risen, d, unit=unit, formula="I2 − I1", substitution=f"{plain(after)} − {plain(before)}", source=source
    )


def analog(displacement: Decimal, limit: Decimal, unit: str) -> Decision:
    """Decide the analogue test: a permanent displacement of at least 0.7 times the extra load (3.8.2.1)."""
    required = required_displacement(limit, unit)
    return at_least(displacement, required, unit=unit, formula="ΔI", source=sources.DISCRIMINATION_ANALOG)


def required_displacement(limit: Decimal, unit: str) -> Decimal:
    """Smallest displacement with an analogue indication, 0.7 times the extra load."""
    return multiply(Decimal("0.7"), extra_load_analog(limit, unit))


def non_self_indicating(*, visible: bool | None) -> Result:
    """Decide the test: the extra load displaces the indicating element visibly (3.8.1)."""
    if visible is None:
        return Result.incomplete("未观察指示元件的位移", "the displacement of the indicating element was not observed")
    return Result(Outcome.CONFORM if visible else Outcome.NOT_CONFORM)


def _equals(change: Decimal, d: Decimal, unit: str, substitution: str) -> Decision:
    return decide(
        change, (d, d), unit=unit, formula="ΔI = d", substitution=substitution, source=sources.DISCRIMINATION_DIGITAL
    )
