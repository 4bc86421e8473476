"""Who works at a console. Without accounts it is one person, whom the registers name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.web.entrance import EVERYTHING
from records.errors import RecordsError
from sequencer.errors import Refused
from services.accounts.roles import may
from services.laboratory.laboratory_register import register_of
from services.laboratory.people import person_of

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import Request

    from console.web.entrance import Entrance
    from services.accounts.roles import Action, Role
    from services.accounts.sessions import Sessions


@dataclass(frozen=True, slots=True)
class User:
    """A person.

    Attributes:
        id: As the register of people has it; empty where nobody is named.
        name: Name.
        roles: What they are now.
        sessions: The sessions of the server; None in single-user mode.
        session: Id of the session.
    """

    id: str = ""
    name: str = ""
    roles: frozenset[Role] = EVERYTHING
    sessions: Sessions | None = field(default=None, repr=False, compare=False)
    session: str = field(default="", repr=False, compare=False)

    def may(self, action: Action) -> bool:
        """Whether a page need offer something; `acting` decides when it is done."""
        return may(self.roles, action)

    def acting(self, action: Action | None = None) -> User:
        """The person who does something now, as they are now; call it before every step that changes something.

        Raises:
            NotLoggedIn, SessionLocked, NotAllowed, NotConfirmed: As `Sessions.acting`.
        """
        if self.sessions is None:
            return self
        who = self.sessions.acting(self.session, action)
        return User(who.person, who.name, who.roles, self.sessions, self.session)


def current_user(request: Request, laboratory: Path, entrance: Entrance) -> User:
    """The person of a request; in single-user mode the only verifier of the laboratory, nobody where there are several.

    Raises:
        AccessRefused: The session ended or locked since the request came in.
    """
    if entrance.sessions is not None:
        who = entrance.who(request)
        return User(who.person, who.name, who.roles, entrance.sessions, entrance.session(request))
    try:
        found = person_of(register_of(laboratory / "laboratory.toml"), "")
    except (Refused, RecordsError):
        return User()
    return User(found.id, found.name)
