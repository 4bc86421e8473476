"""Who may perform a run, whatever face they use: the rule of the roles, where the store has accounts.

A page and the interface know who asks by a session or a token. A command line does not: there it is who is named as the
verifier, and the operating system guards the store. The rule is the same, and stands in the use cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from records.address import database_file, parse
from records.entries import Opened, Resumed, read
from records.errors import EmptyStore
from records.further_tables import laid_out
from records.store import Store
from services.accounts.accounts import account_of
from services.accounts.others import refuse_for_run
from services.accounts.tables import account, metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event
    from services.accounts.roles import Role


def refuse_to_measure(url: str, person: str, owner: str = "") -> None:
    """Refuse a person whom no role of theirs lets perform this run; nobody where nobody has an account.

    Args:
        url: The store.
        person: Who performs it.
        owner: Who performed it until now, where it is resumed.

    Raises:
        NotAllowed: They may not.
    """
    roles = roles_in(url, person)
    if roles is not None:
        refuse_for_run(person, roles, owner)


def roles_in(url: str, person: str) -> frozenset[Role] | None:
    """The roles of a person that count now; none of an account that is disabled, None where nobody has an account."""
    file = database_file(parse(url))
    if file is not None and not file.is_file():
        return None
    try:
        store = Store(url, read_only=True)
    except EmptyStore:  # a database server's, before the first run
        return None
    try:
        if not laid_out(store.engine, metadata):
            return None
        with store.reporting(), store.engine.connect() as connection:
            found = [account_of(connection, row) for row in connection.execute(select(account))]
    finally:
        store.close()
    if not any(one.state == "active" for one in found):
        return None
    return next((one.counted for one in found if one.person == person and one.state == "active"), frozenset())


def performer(entries: Sequence[Event]) -> str:
    """Who performs a run: its verifier, or who resumed it last."""
    resumed = [read(e, Resumed).operator for e in entries if e.kind == Resumed.entry_kind]
    return next((person for person in reversed(resumed) if person), read(entries[0], Opened).people.operator.id)
