"""Who may do what with a work: the person who started it goes on with it, others look on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.accounts.roles import Action

if TYPE_CHECKING:
    from console.web.view import View
    from services.bench_work import BenchWork


def mine(view: View, work: BenchWork) -> bool:
    """Whether this person started the work; in single-user mode everything is this person's."""
    return view.user.sessions is None or work.person == view.user.id


def looks_on(view: View, work: BenchWork) -> bool:
    """Whether this person only looks at the work."""
    return not mine(view, work) or not view.user.may(Action.MEASURE)


def action_of(view: View, work: BenchWork) -> Action:
    """What answering, pausing and continuing need; a work of another is stopped and resumed, not answered for."""
    return Action.MEASURE if mine(view, work) else Action.TAKE_OVER


def stopping(view: View, work: BenchWork) -> Action:
    """What a stop needs."""
    return Action.MEASURE if mine(view, work) else Action.STOP_OTHERS
