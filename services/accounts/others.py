"""Runs of other people: nobody answers, pauses, stops or resumes one unless their roles say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from services.accounts.errors import NotAllowed
from services.accounts.roles import Action, may

if TYPE_CHECKING:
    from collections.abc import Collection

    from services.accounts.roles import Role


def refuse_for_run(person: str, roles: Collection[Role], owner: str, *, stop: bool = False) -> None:
    """Refuse a step in a run.

    Args:
        person: Who wants it; empty in single-user mode.
        roles: Their roles.
        owner: Who performs the run; empty where nobody is named.
        stop: Whether it is to be stopped to its safe state; otherwise it is answered, held or resumed.

    Raises:
        NotAllowed: The roles do not allow it, or the run is another person's.
    """
    own = not person or not owner or owner == person
    if stop and not own and may(roles, Action.STOP_OTHERS):
        return
    if not may(roles, Action.MEASURE):
        zh, en = f"{person} 的角色不允许检定", f"no role of {person} allows measuring"
        raise NotAllowed([Text(zh, en)])
    if not own and (stop or not may(roles, Action.TAKE_OVER)):
        zh, en = (
            f"这是 {owner} 的检定，{person} 的角色不允许介入",
            f"this run is of {owner}; no role of {person} allows a step in it",
        )
        raise NotAllowed([Text(zh, en)])
