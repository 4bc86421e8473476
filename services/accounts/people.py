"""What the register of people says of the person of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from registers.people import PEOPLE
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from sqlalchemy import Connection


class PersonNow(NamedTuple):
    """A person as the register has them; one who is not there has left."""

    name: str
    functions: tuple[str, ...]
    left: bool


def person_now(connection: Connection, key: str) -> PersonNow:
    """A person by key."""
    row = connection.execute(select(PEOPLE.now).where(PEOPLE.now.c.key == key)).mappings().first()
    if row is None:
        return PersonNow("", (), left=True)
    found = PEOPLE.read(row)
    return PersonNow(found.name, found.functions, left=found.left is not None and found.left <= real_today())
