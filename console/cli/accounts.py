"""`steelyard accounts`: who may log in at the console and the HTTP interface, and what happened."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from typing import Annotated

import typer

from console.cli.changes import By, Why
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store

accounts = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
Person = Annotated[str, typer.Argument(metavar="PERSON")]
Roles = Annotated[list[str], typer.Option("--role", metavar="ROLE")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT")]
TokenName = Annotated[str, typer.Argument(metavar="TOKEN")]


@accounts.command("add", cls=Command)
def add(person: Person, roles: Roles, by: By = "", store: Store = DEFAULT_STORE) -> None:
    """Make an account for a person of the register."""
    from services.accounts.accounts import Accounts

    with closing(Accounts(store)) as found:
        found.add(person, roles, _password(), by=by)
    _done(person, "added")


@accounts.command("list", cls=Command)
def list_accounts(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List accounts and their roles."""
    from console.catalogue import account_messages as m
    from console.cli.screen import message, plain, print_json, print_table
    from console.language import localised
    from services.accounts.accounts import Accounts
    from services.accounts.roles import ROLE_TEXTS

    with closing(Accounts(store)) as found:
        rows = found.all()
    if json:
        print_json([
            {"person": r.person, "name": r.name, "roles": sorted(r.roles), "counted": sorted(r.counted), "state": r.state}
            for r in rows
        ])  # fmt: skip
        return
    lines = []
    for r in rows:
        names = [
            localised(ROLE_TEXTS[role])
            if role in r.counted
            else message(m.NOT_COUNTED, role=localised(ROLE_TEXTS[role]))
            for role in sorted(r.roles)
        ]
        lines.append([plain(r.person), plain(r.name), ", ".join(names), message(m.STATES[r.state])])
    print_table("", [localised(t) for t in (m.PERSON, m.NAME, m.ROLES, m.STATE)], lines, whole=(0,))


@accounts.command("roles", cls=Command)
def roles_(person: Person, roles: Roles, by: By = "", store: Store = DEFAULT_STORE) -> None:
    """Give an account other roles."""
    from services.accounts.accounts import Accounts

    with closing(Accounts(store)) as found:
        found.set_roles(person, roles, by=by)
    _done(person, "roles")


@accounts.command("disable", cls=Command)
def disable(person: Person, reason: Reason, by: By = "", store: Store = DEFAULT_STORE) -> None:
    """Let nobody log in by an account."""
    from services.accounts.accounts import Accounts

    with closing(Accounts(store)) as found:
        found.disable(person, reason, by=by)
    _done(person, "disabled")


@accounts.command("enable", cls=Command)
def enable(person: Person, reason: Reason, by: By = "", store: Store = DEFAULT_STORE) -> None:
    """Let a person log in again."""
    from services.accounts.accounts import Accounts

    with closing(Accounts(store)) as found:
        found.enable(person, reason, by=by)
    _done(person, "enabled")


@accounts.command("reset", cls=Command)
def reset(person: Person, by: By = "", store: Store = DEFAULT_STORE) -> None:
    """Give an account another password."""
    from services.accounts.accounts import Accounts

    with closing(Accounts(store)) as found:
        found.get(person)
        found.reset(person, _password(), by=by)
    _done(person, "reset")


@accounts.command("events", cls=Command)
def events(
    person: Annotated[str, typer.Argument(metavar="PERSON")] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1)] = 200,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List log-ins, failures, locks and changes of accounts, newest first."""
    from console.catalogue import account_messages as m
    from console.cli.registers import local
    from console.cli.screen import plain, print_json, print_table, text_of
    from console.language import localised
    from services.accounts.accounts import Accounts
    from services.accounts.history import KINDS

    with closing(Accounts(store)) as found:
        rows = found.events(person, limit)
    if json:
        print_json([row._asdict() for row in rows])
        return
    lines = [
        [local(r.time), plain(r.person), text_of(KINDS[r.kind]), plain(r.address), plain(r.who), plain(r.detail)]
        for r in rows
    ]
    titles = (m.TIME, m.PERSON, m.EVENT, m.ADDRESS, m.BY, m.DETAIL)
    print_table("", [localised(t) for t in titles], lines, whole=(0, 1))


@accounts.command("token", cls=Command)
def token(
    name: TokenName,
    person: Annotated[str, typer.Option("--person", metavar="PERSON")],
    roles: Roles,
    until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"])],
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Make a token for a machine."""
    from console.catalogue import account_messages as m
    from console.cli.screen import print_json, tell
    from services.accounts.accounts import Accounts
    from services.accounts.tokens import make_token

    with closing(Accounts(store)) as found:
        made = make_token(found, name, person, roles, until.date(), by)
    if json:
        print_json({"token": made})
        return
    typer.echo(made)
    tell(m.TOKEN_ONCE)


@accounts.command("tokens", cls=Command)
def list_tokens(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List tokens."""
    from console.catalogue import account_messages as m
    from console.cli.screen import message, plain, print_json, print_table, text_of
    from console.language import localised
    from services.accounts.accounts import Accounts
    from services.accounts.roles import ROLE_TEXTS
    from services.accounts.tokens import tokens

    with closing(Accounts(store)) as found:
        rows = tokens(found)
    if json:
        print_json([{**row._asdict(), "roles": sorted(row.roles)} for row in rows])
        return
    lines = [
        [plain(r.name), plain(r.person), ", ".join(text_of(ROLE_TEXTS[role]) for role in sorted(r.roles)), r.until,
         message(m.STATES[r.state])]
        for r in rows
    ]  # fmt: skip
    print_table("", [localised(t) for t in (m.TOKEN, m.PERSON, m.ROLES, m.UNTIL, m.STATE)], lines, whole=(0, 1))


@accounts.command("revoke", cls=Command)
def revoke(name: TokenName, reason: Why = "", by: By = "", store: Store = DEFAULT_STORE) -> None:
    """Take a token back."""
    from services.accounts.accounts import Accounts
    from services.accounts.tokens import revoke_token

    with closing(Accounts(store)) as found:
        revoke_token(found, name, reason, by)
    _done(name, "token-revoked")


def _password() -> str:
    """A new password: typed twice at a terminal, else the first line of standard input; never an argument."""
    from console.catalogue import account_messages as m
    from console.cli.screen import tell
    from console.language import localised
    from services.accounts.errors import AccessRefused

    if not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\r\n")
        if not given:
            raise AccessRefused([m.NO_PASSWORD])
        return given
    while True:
        first, second = (
            str(typer.prompt(localised(text), hide_input=True, err=True)) for text in (m.PASSWORD, m.AGAIN)
        )
        if first == second:
            return first
        tell(m.NOT_THE_SAME)


def _done(person: str, kind: str) -> None:
    from console.catalogue import account_messages as m
    from console.cli.screen import tell
    from console.language import localised
    from services.accounts.history import KINDS

    tell(m.DONE, person=person, what=localised(KINDS[kind]))
