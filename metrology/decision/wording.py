"""The comparison behind a decision in one line of symbols, readable in any language."""

from decimal import Decimal

from metrology.decision.outcome import Outcome
from metrology.decision.rule import Judgement
from metrology.exact import negated, plain


def comparison(error: Decimal, judgement: Judgement) -> str:
    """Return what was compared with what, e.g. ``|0.5| ≤ 2.5`` or ``0.011 < |0.015| < 0.029``.

    Args:
        error: the error as compared.
        judgement: what the rule said of it.
    """
    low, high = judgement.acceptance
    if low == negated(high) and low.is_finite():
        return _one_side(f"|{plain(error)}|", judgement, side=1)
    if judgement.outcome is Outcome.CONFORM:
        below = "" if not low.is_finite() else f"{plain(low)} ≤ "
        above = "" if not high.is_finite() else f" ≤ {plain(high)}"
        return f"{below}{plain(error)}{above}"
    return _one_side(plain(error), judgement, side=0 if _below(error, judgement) else 1)


def _below(error: Decimal, judgement: Judgement) -> bool:
    """Whether it is the lower side at which an error that does not conform, or is undecided, is to be compared."""
    if judgement.outcome is Outcome.UNDECIDED:
        return error < judgement.acceptance[0]
    edge = judgement.refusal[0]
    return error < edge or (judgement.refusal_at_edge and error == edge)


def _one_side(error: str, judgement: Judgement, side: int) -> str:
    """Compare with the upper limits (side 1), or with the lower ones by the mirrored signs (side 0)."""
    accept, refuse = plain(judgement.acceptance[side]), plain(judgement.refusal[side])
    less, more = ("<", ">") if side else (">", "<")
    at_most, at_least = ("≤", "≥") if side else ("≥", "≤")
    if judgement.outcome is Outcome.CONFORM:
        return f"{error} {at_most} {accept}"
    if judgement.outcome is Outcome.NOT_CONFORM:
        return f"{error} {at_least if judgement.refusal_at_edge else more} {refuse}"
    return f"{accept} {less} {error} {less if judgement.refusal_at_edge else at_most} {refuse}"
