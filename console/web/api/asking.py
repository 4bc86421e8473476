"""Who asks the interface, and whether they may: a token of a machine, the session of a browser, or this computer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from console.catalogue import web_api as m
from console.web.console import Console
from metrology.text import Text
from services.accounts.accounts import Who
from services.accounts.errors import NotAllowed
from services.accounts.roles import CONFIRMED, Action
from services.accounts.sessions import refuse_without_role
from services.accounts.tokens import who_has

if TYPE_CHECKING:
    from collections.abc import Callable

BEARER = HTTPBearer(auto_error=False, scheme_name="token", description="A token of `steelyard accounts token`.")


def console_of(request: Request) -> Console:
    """The console that the interface belongs to."""
    found: Console = request.app.state.console
    return found


Place = Annotated[Console, Depends(console_of)]
Token = Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]


def needs(action: Action | None) -> Callable[..., Who]:
    """What a path depends on: somebody who may do something.

    Args:
        action: What it does; None where more than the role decides. Looking does not put off the lock of a session.
    """
    assert action not in CONFIRMED  # noqa: S101  the interface signs nothing

    def asking(request: Request, console: Place, token: Token) -> Who:
        sessions = console.entrance.sessions
        if sessions is None:
            return console.entrance.who(request)
        if token is not None:
            who = who_has(sessions.accounts, token.credentials)
        elif action is Action.VIEW:
            who = sessions.who(console.entrance.session(request))
        else:
            return sessions.acting(console.entrance.session(request), action)
        if action is not None:
            refuse_without_role(who, action)
        return who

    return asking


def named(who: Who, given: str) -> str:
    """The person a step is of: who asks, or in single-user mode who is named.

    Raises:
        NotAllowed: Somebody names another person.
    """
    if who.person and given and given != who.person:
        raise NotAllowed([Text(*(form.format(name=given) for form in m.NOT_AS))])
    return who.person or given


Viewer = Annotated[Who, Depends(needs(Action.VIEW))]
Somebody = Annotated[Who, Depends(needs(None))]
Operator = Annotated[Who, Depends(needs(Action.MEASURE))]
