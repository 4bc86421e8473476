"""Tokens of machines: a laboratory's own screen or production system asks with one, and a person answers for it."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import insert, select, update

from metrology.text import Text
from services.accounts.accounts import Who
from services.accounts.errors import AccessRefused, NotLoggedIn
from services.accounts.history import moment, note
from services.accounts.roles import MACHINE, Role, roles_named
from services.accounts.tables import account_token
from services.laboratory.gate_facts import real_today
from services.register.book import person as person_at_keyboard

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from services.accounts.accounts import Accounts

BEGIN = "steelyard_"
"""How a token begins, so that scanners of leaked secrets find it."""
LONGEST_NAME = 40


class Token(NamedTuple):
    """A token without its secret.

    Attributes:
        name: Its name.
        person: The account that answers for it.
        roles: Its roles; those count that the account has too.
        until: Last day, ISO.
        state: ``active`` or ``revoked``.
    """

    name: str
    person: str
    roles: frozenset[Role]
    until: str
    state: str


def make_token(accounts: Accounts, name: str, person: str, roles: Iterable[str], until: date, by: str = "") -> str:
    """Make a token; returns its text, which is shown once and kept nowhere.

    Args:
        accounts: The accounts.
        name: Its name: letters, digits and hyphens.
        person: The account that answers for it.
        roles: Its roles.
        until: Last day.
        by: Who makes it.

    Raises:
        AccessRefused: There is such a token, no such account, or a machine may not have a role.
    """
    if not name.isascii() or not name.replace("-", "").isalnum() or len(name) > LONGEST_NAME:
        zh = f"令牌名只能用字母、数字和连字符，最多 {LONGEST_NAME} 个字符"
        raise AccessRefused([Text(zh, f"the name of a token has letters, digits and hyphens, {LONGEST_NAME} at most")])
    account, given = accounts.get(person), roles_named(roles)
    if wrong := sorted(given - MACHINE):
        names, able = ", ".join(wrong), ", ".join(sorted(MACHINE))
        raise AccessRefused(
            [Text(f"机器不能有角色 {names}；可用 {able}", f"a machine may not be {names}; it may be {able}")]
        )
    if lacking := sorted(given - account.counted):
        names = ", ".join(lacking)
        raise AccessRefused([Text(f"{person} 自己没有角色 {names}", f"{person} is not {names} themselves")])
    secret = secrets.token_urlsafe(32)
    row = {"name": name, "secret": _digest(secret), "person": person, "until": until.isoformat(), "state": "active"}
    with accounts.writing() as connection:
        if connection.execute(select(account_token.c.name).where(account_token.c.name == name)).first() is not None:
            raise AccessRefused([Text(f"令牌 {name} 已存在", f"there is a token {name} already")])
        written = " ".join(sorted(given))
        connection.execute(insert(account_token).values(**row, roles=written, changed=moment()))
        note(connection, "token", person, who=person_at_keyboard(by), detail=f"{name}: {written}, {until.isoformat()}")
    return f"{BEGIN}{name}.{secret}"


def tokens(accounts: Accounts) -> list[Token]:
    """Every token."""
    with accounts.reading() as connection:
        return [_token(row) for row in connection.execute(select(account_token).order_by(account_token.c.name))]


def revoke_token(accounts: Accounts, name: str, reason: str, by: str = "") -> None:
    """Take a token back.

    Raises:
        AccessRefused: There is none.
    """
    with accounts.writing() as connection:
        of = account_token.c.name == name
        row = connection.execute(select(account_token).where(of)).first()
        if row is None:
            raise AccessRefused([Text(f"没有令牌 {name}", f"there is no token {name}")])
        connection.execute(update(account_token).where(of).values(state="revoked", changed=moment()))
        note(connection, "token-revoked", row.person, who=person_at_keyboard(by), detail=f"{name}: {reason}")


def who_has(accounts: Accounts, text: str) -> Who:
    """Who asks with a token.

    Raises:
        NotLoggedIn: It is none, is revoked or past its last day, or its account is disabled.
    """
    name, _, secret = text.removeprefix(BEGIN).partition(".")
    with accounts.reading() as connection:
        row = connection.execute(select(account_token).where(account_token.c.name == name)).first()
    fits = hmac.compare_digest(row.secret if row is not None else _digest(""), _digest(secret))
    account = accounts.find(row.person) if row is not None and fits else None
    good = row is not None and row.state == "active" and row.until >= real_today().isoformat()
    if account is None or not good or account.state != "active":
        raise NotLoggedIn([Text("令牌无效、已撤销或已过期", "the token is wrong, revoked or out of date")])
    return Who(account.person, account.name, _token(row).roles & account.counted, machine=name)


def _token(row: Any) -> Token:
    return Token(row.name, row.person, frozenset(map(Role, row.roles.split())), row.until, row.state)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
