"""Switching between normal, tightened and reduced inspection of a continuing series (GB/T 2828.1-2012, 9.3 and 9.4)."""

from dataclasses import dataclass, replace

from metrology.decision import Outcome
from metrology.sampling.attributes import AttributePlan, Severity, accepted_one_step_tighter

_WINDOW = 5
_SCORE_FOR_REDUCED = 30


@dataclass(frozen=True, slots=True)
class SwitchingState:
    """Where a series of lots stands.

    Attributes:
        severity: Severity to be used for the next lot.
        recent: Whether each lot since the last switch was accepted, the last five at most, oldest first.
        score: Switching score of normal inspection.
        rejected_on_tightened: Lots not accepted since tightened inspection began.
        discontinued: True when inspection has to stop until the supplier has improved (five such lots).
    """

    severity: Severity = Severity.NORMAL
    recent: tuple[bool, ...] = ()
    score: int = 0
    rejected_on_tightened: int = 0
    discontinued: bool = False


def after_lot(
    state: SwitchingState,
    plan: AttributePlan,
    nonconforming: int,
    *,
    production_steady: bool = True,
    reduced_approved: bool = False,
) -> SwitchingState:
    """Return the state after a lot submitted for the first time (resubmitted lots do not count).

    Args:
        state: State before the lot.
        plan: Plan with which the lot was inspected.
        nonconforming: Nonconforming items in the sample.
        production_steady: False when production was irregular or interrupted.
        reduced_approved: True when the responsible authority wants reduced inspection.

    Raises:
        ValueError: Inspection was discontinued, the plan has another severity than the state, or a negative count.
    """
    if state.discontinued:
        raise ValueError("inspection is discontinued: call after_improvement() once the supplier has acted (9.4)")
    if plan.severity is not state.severity:
        raise ValueError(f"the series is under {state.severity} inspection, the plan is {plan.severity}")
    accepted = plan.judge(nonconforming) is Outcome.CONFORM
    recent = (*state.recent, accepted)[-_WINDOW:]
    if state.severity is Severity.REDUCED:
        return SwitchingState() if not (accepted and production_steady) else replace(state, recent=recent)
    if state.severity is Severity.TIGHTENED:
        return _after_tightened(state, recent, accepted=accepted)
    if recent.count(False) >= 2:
        return SwitchingState(Severity.TIGHTENED)
    score = _score(state.score, plan, nonconforming, accepted=accepted)
    if score >= _SCORE_FOR_REDUCED and production_steady and reduced_approved:
        return SwitchingState(Severity.REDUCED)
    return replace(state, recent=recent, score=score)


def after_improvement(state: SwitchingState) -> SwitchingState:
    """Return the state with which a discontinued inspection begins again: tightened (9.4).

    Raises:
        ValueError: Inspection was not discontinued.
    """
    if not state.discontinued:
        raise ValueError("inspection was not discontinued")
    return SwitchingState(Severity.TIGHTENED)


def _after_tightened(state: SwitchingState, recent: tuple[bool, ...], *, accepted: bool) -> SwitchingState:
    if len(recent) == _WINDOW and all(recent):
        return SwitchingState(Severity.NORMAL)
    rejected = state.rejected_on_tightened + (not accepted)
    return replace(state, recent=recent, rejected_on_tightened=rejected, discontinued=rejected >= _WINDOW)


def _score(score: int, plan: AttributePlan, nonconforming: int, *, accepted: bool) -> int:
    """Return the switching score of single sampling (9.3.3.2).

    Ac of 2 or more: 3 points when the lot would pass with the next lower AQL; Ac of 0 or 1: 2 points when it passes;
    otherwise the score starts again from zero.
    """
    if plan.acceptance_number <= 1:
        return score + 2 if accepted else 0
    return score + 3 if accepted and accepted_one_step_tighter(plan, nonconforming) else 0
