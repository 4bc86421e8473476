"""Who may come in: one person on this computer, or people with accounts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from console.catalogue import web_login as m
from metrology.text import Text
from records.address import database_file, parse
from services.accounts.accounts import Accounts, Who
from services.accounts.errors import AccessRefused
from services.accounts.roles import Role
from services.accounts.sessions import Limits, Sessions

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

EVERYTHING: Final = frozenset(Role)
"""What the only person of a single-user console is: the rules of the work still want another one to check."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """The way into a console.

    Attributes:
        sessions: The sessions; None in single-user mode.
        secure: Whether the console is served by TLS.
    """

    sessions: Sessions | None = None
    secure: bool = False

    @property
    def cookie(self) -> str:
        """Name of the cookie; by TLS one that no other host and no plain connection can set."""
        return "__Host-steelyard" if self.secure else "steelyard"

    def session(self, request: HTTPConnection) -> str:
        """Id of the session of a request; empty where there is none."""
        return request.cookies.get(self.cookie, "")

    def who(self, request: HTTPConnection) -> Who:
        """Who looks.

        Raises:
            NotLoggedIn, SessionLocked, NotAllowed: As `Sessions.who`.
        """
        if self.sessions is None:
            return Who("", "", EVERYTHING)
        return self.sessions.who(self.session(request))


def entrance_of(store: str, host: str, *, secure: bool = False, limits: Limits | None = None) -> Entrance:
    """The way into a console that is to be served.

    Args:
        store: Address of the store.
        host: Where the console listens.
        secure: Whether it is served by TLS.
        limits: How long sessions last.

    Raises:
        AccessRefused: It is to listen on the network, and nobody has an account.
        StoreError: The store cannot be read.
    """
    path = database_file(parse(store))
    if path is not None and not path.is_file() and is_loopback(host):
        return Entrance(secure=secure)
    accounts = Accounts(store)
    if any(found.state == "active" for found in accounts.all()):
        return Entrance(Sessions(accounts, limits), secure)
    accounts.close()
    if is_loopback(host):
        return Entrance(secure=secure)
    said = m.NETWORK_WANTS_ACCOUNTS
    raise AccessRefused([Text(said.zh.format(host=host), said.en.format(host=host))])


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this computer only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"
