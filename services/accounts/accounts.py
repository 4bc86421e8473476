"""The accounts of a store: who has one, with which roles, and whether a password fits."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import insert, select, update

from metrology.text import Text
from records.address import database_file, parse
from records.further_tables import lay_out
from records.store import Store
from records.write_lock import WriteLock
from registers.book import Book
from registers.people import PEOPLE
from services.accounts.errors import AccessRefused, NotAllowed, NotLoggedIn, TooManyFailures
from services.accounts.history import moment, note, noted, refuse_after_failures
from services.accounts.passwords import fits, hashed, outdated, rehashed
from services.accounts.people import person_now
from services.accounts.roles import Role, effective, refuse_without_function, roles_named
from services.accounts.tables import account, metadata
from services.register.book import person as person_at_keyboard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from services.accounts.history import Noted


class Who(NamedTuple):
    """Who acts.

    Attributes:
        person: Key of the person; empty in single-user mode, where a run asks who verifies as on the command line.
        name: Their name.
        roles: What they are now.
        machine: Name of the token, for a machine.
    """

    person: str
    name: str
    roles: frozenset[Role]
    machine: str = ""


class Account(NamedTuple):
    """An account.

    Attributes:
        person, name: Key and name of the person.
        roles: Roles that were given.
        counted: Those of them that count now, see `roles.effective`.
        state: ``active``, ``disabled``, or ``left`` for a person who has left the laboratory.
        changed: When password, roles or state changed last; every session that is older ends.
    """

    person: str
    name: str
    roles: frozenset[Role]
    counted: frozenset[Role]
    state: str
    changed: str


NOT_KNOWN = Text("账户名或密码不正确", "the name or the password is wrong")


class Accounts:
    """The accounts of a store.

    Args:
        url: The store; it is made where there is none.

    Raises:
        StoreError: The store cannot be read or written.
    """

    def __init__(self, url: str) -> None:
        self._store, self._one_at_a_time = Store(url), Lock()
        Book(self._store)
        path = database_file(parse(url))
        self._lock = WriteLock(str(path)) if path is not None else None
        with self._store.reporting():
            lay_out(self._store.engine, metadata)

    def close(self) -> None:
        """Give the connections back."""
        self._store.close()
        if self._lock is not None:
            self._lock.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading."""
        with self._store.reporting(), self._store.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; writers of runs and registers wait their turn behind it, as it behind them."""
        with self._store.reporting():
            if self._lock is None:
                with self._store.engine.begin() as connection:
                    yield connection
                return
            with self._lock, self._store.engine.begin() as connection:
                yield connection

    def all(self) -> list[Account]:
        """Every account."""
        with self.reading() as connection:
            return [
                account_of(connection, row) for row in connection.execute(select(account).order_by(account.c.person))
            ]

    def find(self, person: str) -> Account | None:
        """The account of a person; None where there is none."""
        with self.reading() as connection:
            row = connection.execute(select(account).where(account.c.person == person)).first()
            return None if row is None else account_of(connection, row)

    def get(self, person: str) -> Account:
        """The account of a person.

        Raises:
            AccessRefused: There is none.
        """
        found = self.find(person)
        if found is None:
            raise AccessRefused([Text(f"{person} 没有账户", f"{person} has no account; `steelyard accounts list`")])
        return found

    def add(self, person: str, roles: Iterable[str], password: str, *, by: str = "") -> None:
        """Make an account for a person of the register.

        Raises:
            AccessRefused: There is one, the person is not in the register or lacks a function, or the password is weak.
        """
        given = roles_named(roles)
        self._refuse_stranger(person, given)
        if self.find(person) is not None:
            zh, en = (
                f"{person} 已有账户",
                f"{person} has an account already; `accounts roles` or `accounts reset` changes it",
            )
            raise AccessRefused([Text(zh, en)])
        row = {"person": person, "password": hashed(password, person), "roles": _written(given), "state": "active"}
        who = person_at_keyboard(by)
        with self.writing() as connection:
            connection.execute(insert(account).values(**row, changed=moment()))
            note(connection, "added", person, who=who, detail=_written(given))

    def set_roles(self, person: str, roles: Iterable[str], *, by: str = "") -> None:
        """Give a person other roles; the old ones are gone.

        Raises:
            AccessRefused: There is no such account, or the person lacks a function.
        """
        given = roles_named(roles)
        self.get(person)
        self._refuse_stranger(person, given)
        self._change(person, "roles", by, _written(given), roles=_written(given))

    def disable(self, person: str, reason: str, *, by: str = "") -> None:
        """Let nobody log in by an account; sessions and tokens of it end.

        Raises:
            AccessRefused: There is none.
        """
        self.get(person)
        self._change(person, "disabled", by, reason, state="disabled")

    def enable(self, person: str, reason: str, *, by: str = "") -> None:
        """Let a person log in again.

        Raises:
            AccessRefused: There is no such account.
        """
        self.get(person)
        self._change(person, "enabled", by, reason, state="active")

    def reset(self, person: str, password: str, *, by: str = "") -> None:
        """Give an account another password; its sessions end, failures are forgotten.

        Raises:
            AccessRefused: There is no such account, or the password is weak.
        """
        self.get(person)
        self._change(person, "reset", by, password=hashed(password, person))

    def change_password(self, person: str, old: str, new: str, address: str = "") -> None:
        """Give oneself another password; every session of the account ends.

        Raises:
            AccessRefused: The old one does not fit, or the new one is weak.
        """
        self.check(person, old, address, kind="confirmed")
        self._change(person, "changed", person, password=hashed(new, person))

    def check(self, person: str, password: str, address: str, kind: str = "logged-in") -> Account:
        """Whether a password fits; noted either way.

        Args:
            person: Name of the account.
            password: What was entered.
            address: Where from.
            kind: What is noted where it fits.

        Raises:
            TooManyFailures: It was tried too often.
            NotLoggedIn: It does not fit.
            NotAllowed: It fits, but the account is disabled or the person has left.
        """
        with self._one_at_a_time:  # else many tries at once pass the limit together, and their memory starves a bench
            return self._checked(person, password, address, kind)

    def _checked(self, person: str, password: str, address: str, kind: str) -> Account:
        limited: TooManyFailures | None = None
        with self.writing() as connection:
            try:
                refuse_after_failures(connection, person, address)
            except TooManyFailures as error:
                limited = error  # raised behind the transaction, which notes it
        if limited is not None:
            raise limited
        with self.reading() as connection:
            row = connection.execute(select(account).where(account.c.person == person)).first()
            found = None if row is None else account_of(connection, row)
        kept = "" if row is None else str(row.password)
        fitted = fits(kept, password)
        with self.writing() as connection:
            note(
                connection, kind if fitted and found and found.state == "active" else "failed", person, address=address
            )
            if fitted and outdated(kept):
                values = {"password": rehashed(password)}
                connection.execute(update(account).where(account.c.person == person).values(values))
        if not fitted or found is None:
            raise NotLoggedIn([NOT_KNOWN])
        refuse_inactive(found)
        return found

    def note(self, kind: str, person: str, *, address: str = "", detail: str = "") -> None:
        """Note what happened to a session or a token."""
        with self.writing() as connection:
            note(connection, kind, person, address=address, detail=detail)

    def events(self, person: str = "", limit: int = 200) -> list[Noted]:
        """What happened last, newest first."""
        with self.reading() as connection:
            return noted(connection, person, limit)

    def _change(self, person: str, kind: str, by: str, detail: str = "", **values: str) -> None:
        who = person_at_keyboard(by)
        with self.writing() as connection:
            connection.execute(update(account).where(account.c.person == person).values(**values, changed=moment()))
            note(connection, kind, person, who=who, detail=detail)

    def _refuse_stranger(self, person: str, roles: frozenset[Role]) -> None:
        with self.reading() as connection:
            row = connection.execute(select(PEOPLE.now).where(PEOPLE.now.c.key == person)).mappings().first()
        if row is None:
            zh = f"人员登记中没有 {person}：steelyard people add --key {person} --set name=…"
            en = f"the register of people has no {person}: steelyard people add --key {person} --set name=…"
            raise AccessRefused([Text(zh, en)])
        refuse_without_function(person, PEOPLE.read(row).functions, roles)


def refuse_inactive(found: Account) -> None:
    """Refuse an account that is disabled, or whose person has left.

    Raises:
        NotAllowed: It is.
    """
    if found.state != "active":
        left = found.state == "left"
        zh, en = ("已离岗", "has left the laboratory") if left else ("的账户已停用", "has an account that is disabled")
        raise NotAllowed([Text(f"{found.person} {zh}，请联系管理员", f"{found.person} {en}; ask a manager")])


def account_of(connection: Connection, row: Any) -> Account:
    """An account from its row, with the functions that the register of people gives its person now."""
    roles = frozenset(Role(name) for name in row.roles.split())
    name, functions, left = person_now(connection, row.person)
    state = "left" if left else row.state
    return Account(row.person, name, roles, effective(roles, functions), state, row.changed)


def _written(roles: Iterable[Role]) -> str:
    return " ".join(sorted(roles))
