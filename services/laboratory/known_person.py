"""Who acts, where only people of the laboratory may: by its register of people, or by the accounts of its store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.address import database_file, parse
from records.errors import RegisterError
from records.register import LABORATORY, find_folder
from registers.errors import RegistersError
from registers.people import PEOPLE
from services.laboratory.gate_facts import real_today
from services.laboratory.laboratory_register import register_of
from services.register.book import opened_book, person

if TYPE_CHECKING:
    from pathlib import Path


def known_person(given: str, place: Path, url: str = "") -> str:
    """The identity of a person who is registered: as given, or as `services.register.book.person` finds them.

    Args:
        given: Identity as it was given; may be empty.
        place: A file of the laboratory; ``people.toml`` lies in its folder or above.
        url: A store whose register of people counts too; empty for none.

    Raises:
        RegistersError: Nobody of that identity is registered, or they have left.
        RegisterError: The registers of the laboratory cannot be used.
        StoreError: The store cannot be read.
    """
    who = person(given)
    people = {**_of_laboratory(place), **(_of_store(url) if url else {})}
    if people.get(who):
        return who
    known = ", ".join(key for key in sorted(people) if people[key])
    if who in people:
        zh, en = f"{who} 已离岗", f"{who} has left"
    else:
        zh, en = f"没有人员 {who}", f"there is no person {who!r}"
    if known:
        raise RegistersError([Text(f"{zh}；登记的有：{known}", f"{en}; registered are: {known}")])
    nobody = Text(
        f"{zh}；没有人员登记；请写 people.toml，或用 steelyard people import 登记",
        f"{en}; nobody is registered; write people.toml, or register people by `steelyard people import`",
    )
    raise RegistersError([nobody])


def _of_laboratory(place: Path) -> dict[str, bool]:
    try:
        folder = find_folder(place)
    except RegisterError:
        return {}
    return dict.fromkeys(register_of(folder / LABORATORY).people, True)


def _of_store(url: str) -> dict[str, bool]:
    path = database_file(parse(url))
    if path is not None and not path.is_file():
        return {}
    today = real_today()
    with opened_book(url) as book:
        return {row.key: row.record.left is None or row.record.left > today for row in book.rows(PEOPLE)}
