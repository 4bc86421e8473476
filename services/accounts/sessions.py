"""Sessions: who is logged in at a browser, since when, and whether the screen is locked.

They live in the server's memory: a restart ends them, and neither store nor back-up holds anything that opens one.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Final

from metrology.text import Text
from services.accounts.accounts import Who, refuse_inactive
from services.accounts.errors import NotAllowed, NotConfirmed, NotLoggedIn, SessionLocked
from services.accounts.roles import ACTION_TEXTS, CONFIRMED, Action, may

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.accounts.accounts import Accounts

ID_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds after which a session locks without input, ends in any case, and wants the password again for a step."""

    idle: float = 15 * 60
    whole: float = 12 * 3600
    confirmed: float = 2 * 60


@dataclass(frozen=True, slots=True)
class Session:
    """A session.

    Attributes:
        person: The account.
        address: Where it was opened.
        began, used: When it was opened, and when somebody did something in it; seconds of the monotonic clock.
        account: When the account had changed last, as it was at log-in.
        locked: Whether it was locked, by hand or for want of input.
        confirmed: When the password was given again; None for not, or used up.
    """

    person: str
    address: str
    began: float
    used: float
    account: str
    locked: bool = False
    confirmed: float | None = None


class Sessions:
    """The sessions of one server.

    Args:
        accounts: The accounts.
        limits: How long a session lasts.
        clock: A monotonic clock, seconds.
    """

    def __init__(
        self, accounts: Accounts, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.accounts, self.limits, self._clock = accounts, limits or Limits(), clock
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()

    def log_in(self, person: str, password: str, address: str, old: str = "") -> str:
        """Open a session; returns its id, which is always a new one. The session that the browser had ends.

        Raises:
            AccessRefused: As `Accounts.check`.
        """
        found = self.accounts.check(person.strip(), password, address)
        if old:
            self.log_out(old)
        now, new = self._clock(), secrets.token_urlsafe(ID_BYTES)
        with self._lock:
            self._forget_old(now)
            self._sessions[_key(new)] = Session(found.person, address, now, now, found.changed)
        return new

    def log_out(self, session: str) -> None:
        """End a session; nothing happens where there is none."""
        with self._lock:
            found = self._sessions.pop(_key(session), None)
        if found is not None:
            self.accounts.note("logged-out", found.person, address=found.address)

    def who(self, session: str) -> Who:
        """Who is logged in, whether or not somebody does something; for what is only shown.

        Raises:
            NotLoggedIn: Nobody, or no longer.
            SessionLocked: The session is locked.
            NotAllowed: The account was disabled, or the person has left.
        """
        return self._open(session)[1]

    def acting(self, session: str, action: Action | None = None) -> Who:
        """Who does something now; the time to the lock begins again.

        Args:
            session: Id of the session.
            action: What is done; None for something that everybody may do.

        Raises:
            NotLoggedIn, SessionLocked: As `who`.
            NotAllowed: The role does not allow it.
            NotConfirmed: The step wants the password again; one confirmation serves one step.
        """
        found, who = self._open(session)
        confirmed = found.confirmed
        if action is not None:
            refuse_without_role(who, action)
            if action in CONFIRMED:
                if confirmed is None or self._clock() - confirmed > self.limits.confirmed:
                    zh, en = "请再次输入密码以确认这一步", "give the password again for this step"
                    raise NotConfirmed([Text(zh, en)])
                confirmed = None
        self._put(session, replace(found, used=self._clock(), confirmed=confirmed))
        return who

    def confirm(self, session: str, password: str, address: str) -> None:
        """Take the password again for the next step that wants it.

        Raises:
            AccessRefused: It does not fit, or the session is not open.
        """
        found, _ = self._open(session)
        self.accounts.check(found.person, password, address, kind="confirmed")
        self._put(session, replace(found, used=self._clock(), confirmed=self._clock()))

    def lock(self, session: str) -> None:
        """Lock a session by hand."""
        found, _ = self._open(session)
        self._put(session, replace(found, locked=True, confirmed=None))
        self.accounts.note("locked", found.person, address=found.address)

    def unlock(self, session: str, password: str, address: str) -> str:
        """Open a locked session by its person's password; returns its new id.

        Raises:
            AccessRefused: It does not fit, or the session has ended.
        """
        found = self._found(session)
        account = self.accounts.check(found.person, password, address, kind="unlocked")
        new, now = secrets.token_urlsafe(ID_BYTES), self._clock()
        with self._lock:
            self._sessions.pop(_key(session), None)
            self._sessions[_key(new)] = replace(found, locked=False, used=now, account=account.changed)
        return new

    def holder(self, session: str) -> str:
        """The account of a session, locked or not; empty where there is none or it has ended."""
        try:
            return self._found(session).person
        except NotLoggedIn:
            return ""

    def _open(self, session: str) -> tuple[Session, Who]:
        found = self._found(session)
        account = self.accounts.find(found.person)
        if account is None or account.changed != found.account:
            self._end(session, found)
            raise NotLoggedIn([Text("账户已更改，请重新登录", "the account was changed; log in again")])
        refuse_inactive(account)
        if not found.locked and self._clock() - found.used > self.limits.idle:
            found = replace(found, locked=True, confirmed=None)
            self._put(session, found)
            self.accounts.note("locked", found.person, address=found.address)
        if found.locked:
            raise SessionLocked([Text("已锁定，请输入密码", "locked; give the password")])
        return found, Who(account.person, account.name, account.counted)

    def _found(self, session: str) -> Session:
        with self._lock:
            found = self._sessions.get(_key(session)) if session else None
        if found is None:
            raise NotLoggedIn([Text("请登录", "log in")])
        if self._clock() - found.began > self.limits.whole:
            self._end(session, found)
            raise NotLoggedIn([Text("会话已到期，请重新登录", "the session has ended; log in again")])
        return found

    def _end(self, session: str, found: Session) -> None:
        with self._lock:
            there = self._sessions.pop(_key(session), None)
        if there is not None:
            self.accounts.note("ended", found.person, address=found.address)

    def _put(self, session: str, changed: Session) -> None:
        with self._lock:
            if _key(session) in self._sessions:  # another request may have ended it meanwhile
                self._sessions[_key(session)] = changed

    def _forget_old(self, now: float) -> None:
        for key in [k for k, s in self._sessions.items() if now - s.began > self.limits.whole]:
            del self._sessions[key]


def refuse_without_role(who: Who, action: Action) -> None:
    """Refuse what no role of a person allows.

    Raises:
        NotAllowed: None does.
    """
    if not may(who.roles, action):
        what = ACTION_TEXTS[action]
        name = who.machine or who.person
        raise NotAllowed([Text(f"{name} 的角色不允许：{what.zh}", f"no role of {name} allows this: {what.en}")])


def _key(session: str) -> str:
    return sha256(session.encode()).hexdigest()
