"""The commands that every register has: list, show, history, add, edit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from console.cli.changes import AsOf, By, Fields, Key, Limit, Search, Why
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.tables import with_tables

if TYPE_CHECKING:
    from registers.change import Row

NAMES = {
    "instruments": "instrument",
    "organisations": "organisation",
    "divisions": "division",
    "catalogue": "catalogue",
    "orders": "work_order",
    "jobs": "job",
    "verifications": "verification",
    "seals": "seal",
    "people": "person",
    "competences": "competence",
    "standards": "standard",
    "certificates": "standard_certificate",
    "institutes": "institute",
    "assessments": "assessment",
    "checks": "standard_check",
    "capabilities": "capability",
    "demand": "demand",
    "bookings": "booking",
    "uses": "instrument_use",
    "conflicts": "merge_conflict",
    "documents": "document",
    "materials": "material_lot",
    "storage": "storage_record",
    "commitments": "commitment",
    "findings": "integrity_finding",
    "proposals": "integrity_proposal",
    "appeals": "integrity_appeal",
    "requirements": "measurement_requirement",
    "confirmation": "confirmation",
    "projects": "metrology_project",
    "planned": "planned_instrument",
}
"""Groups of commands, and the register that each is about."""
WRITTEN_BY_STEPS = frozenset(
    {"orders", "verifications", "bookings", "conflicts", "documents", "storage", "proposals", "appeals", "confirmation"}
)
"""Groups without `add`: such rows come by a step of their own."""

DECIDED = frozenset({"proposals", "appeals"})
"""Groups without `edit`: a person decides such a row once, by `steelyard integrity`."""


def group(name: str, *, own_list: bool = False) -> typer.Typer:
    """The commands about one register.

    Args:
        name: Of the group.
        own_list: Whether the group has a `list` of its own.
    """
    made = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    of = NAMES[name]

    def list_(text: Search = "", as_of: AsOf = None, limit: Limit = 200, store: Store = DEFAULT_STORE,
              json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
        show_rows(of, text, as_of, limit, store, as_json=json)

    if not own_list:
        made.command("list", cls=Command)(list_)

    @made.command("show", cls=Command)
    def show(key: Key, as_of: AsOf = None, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
        show_row(of, key, as_of, store, as_json=json)

    @made.command("history", cls=Command)
    def history(key: Key, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
        show_history(of, key, store, as_json=json)

    if name not in WRITTEN_BY_STEPS:

        @made.command("add", cls=Command)
        def add(fields: Fields = None, key: str = typer.Option("", "--key", metavar="KEY"), by: By = "", reason: Why = "",
                store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
            add_row(of, key, fields or [], by, reason, store, as_json=json)

    if name not in DECIDED:

        @made.command("edit", cls=Command)
        def edit(key: Key, fields: Fields = None, by: By = "", reason: Why = "", store: Store = DEFAULT_STORE,
                 json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
            edit_row(of, key, fields or [], by, reason, store, as_json=json)

    return with_tables(made, of)


def show_rows(of: str, text: str, as_of: datetime | None, limit: int, url: str, *, as_json: bool) -> None:
    """List rows of a register."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import current, localised
    from registers.contents import REGISTERS
    from registers.values import shown
    from services.register.book import end_of, opened_book

    register = REGISTERS[of]
    with opened_book(url) as book:
        rows = book.search(register, text, at=end_of(as_of.date() if as_of else None), limit=limit + 1)
    cut = len(rows) > limit
    rows = rows[:limit]
    if as_json:
        print_json([document(row) for row in rows])
        return
    fields = {f.name: f for f in register.fields}
    titles = [localised(m.KEY), *(localised(fields[name].title) for name in register.listed)]
    lines = [
        [plain(row.key), *(plain(shown(fields[n], getattr(row.record, n), str(current()))) for n in register.listed)]
        for row in rows
    ]
    if register.conclusion is not None:
        titles.append(localised(m.RESULT))
        for line, row in zip(lines, rows, strict=True):
            line.append(localised(register.conclusion(row.record)))
    print_table("", titles, lines, whole=(0,))
    tell(m.MORE_ROWS if cut else m.ROWS, count=len(rows))


def show_row(of: str, key: str, as_of: datetime | None, url: str, *, as_json: bool) -> None:
    """Show a row with every field that says something."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import current, localised
    from registers.contents import REGISTERS
    from registers.record import to_fields
    from registers.values import shown
    from services.register.book import end_of, named, opened_book

    register = REGISTERS[of]
    at = end_of(as_of.date() if as_of else None)
    with opened_book(url) as book:
        row = book.get(register, named(book, register, key, at), at)
    if as_json:
        print_json(document(row))
        return
    said = [(f, shown(f, getattr(row.record, f.name), str(current()))) for f in register.fields]
    known = to_fields(row.record)
    lines = [[plain(f.name), plain(localised(f.title)), plain(text)] for f, text in said if text and f.name in known]
    print_table(f"{row.key}", [localised(m.FIELD), "", localised(m.VALUE)], lines, whole=(0,))
    tell(m.ROW_VERSION, version=row.version, time=local(row.recorded))


def show_history(of: str, key: str, url: str, *, as_json: bool) -> None:
    """Show every change of a row."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised
    from messages import both
    from registers.contents import REGISTERS
    from services.register.book import named, opened_book

    with opened_book(url) as book:
        found = book.history(REGISTERS[of], named(book, REGISTERS[of], key))
    if as_json:
        print_json([event._asdict() for event in found])
        return
    lines = []
    for e in found:
        before, after = e.before or {}, e.after or {}
        names = list({**before, **after})
        changed = "\n".join(f"{n}: {before.get(n, '–')} → {after.get(n, '–')}" for n in names)
        lines.append(
            [
                str(e.version),
                local(e.time),
                plain(e.who),
                plain(f"{localised(both(e.why))} {e.cause}".strip()),
                plain(changed),
            ]
        )
    titles = ["#", *(localised(t) for t in (m.TIME, m.WHO, m.WHY, m.CHANGED))]
    print_table("", titles, lines, whole=(0, 1, 2))


def add_row(of: str, key: str, given: list[str], by: str, why: str, url: str, *, as_json: bool) -> None:
    """Add a row; prints its key."""
    from registers.contents import REGISTERS
    from registers.values import fields_given, made
    from services.register.book import changing
    from services.register.changes import refusing

    register = REGISTERS[of]
    with refusing():
        record = made(register.record, fields_given(register.record, given))
    new = changing(url, by, why, lambda change: change.add(register, record, key))
    tell_key(new, as_json=as_json)


def edit_row(of: str, key: str, given: list[str], by: str, why: str, url: str, *, as_json: bool) -> None:
    """Change fields of a row."""
    from registers.contents import REGISTERS
    from services.register.book import changing, named, opened_book
    from services.register.changes import edit_fields

    with opened_book(url) as book:
        key = named(book, REGISTERS[of], key)
    changing(url, by, why, lambda change: edit_fields(change, REGISTERS[of], key, given))
    tell_key(key, as_json=as_json)


def local(time: str) -> str:
    """A time of a register as the clock here shows it."""
    return datetime.fromisoformat(time).astimezone().isoformat(sep=" ", timespec="seconds")


def tell_key(key: str, *, as_json: bool) -> None:
    """The key of a row that was changed, on standard output."""
    from console.cli.screen import print_json

    if as_json:
        print_json({"key": key})
    else:
        typer.echo(key)


def document(row: Row[Any]) -> dict[str, Any]:
    """A row for a program: every field that says something, and its version."""
    from registers.record import all_fields

    return {
        "key": row.key,
        "version": row.version,
        "recorded": row.recorded,
        **all_fields(row.record),
        **_concluded(row),
    }


def _concluded(row: Row[Any]) -> dict[str, Any]:
    from registers.contents import REGISTERS

    register = next(r for r in REGISTERS.values() if r.record is type(row.record))
    return {} if register.conclusion is None else {"conclusion": register.conclusion(row.record).to_dict()}
