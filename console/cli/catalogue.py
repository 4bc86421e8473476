"""`steelyard catalogue`: the catalogue of instruments under compulsory control, beside what every register has."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.changes import AsOf, By, Limit, Search, Why
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, DateOption, Json, Store
from console.cli.registers import group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.catalogue.loading import Loading

catalogue = group("catalogue", own_list=True)
EditionOption = Annotated[str, typer.Option("--edition", metavar="EDITION")]


@catalogue.command("list", cls=Command)
def list_(
    text: Search = "",
    edition: EditionOption = "",
    date: DateOption = None,
    as_of: AsOf = None,
    limit: Limit = 200,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List or search entries: of all editions, of one, or of those in force on a day."""
    from console.catalogue import compulsory_texts as m
    from console.catalogue import register_messages as rm
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import current, localised
    from registers.catalogue import CATALOGUE
    from registers.values import shown
    from services.catalogue.listing import listed

    found = listed(
        store, text, edition=edition, on=date.date() if date else None, as_of=as_of.date() if as_of else None
    )
    if json:
        print_json(found.document())
        return
    fields = {f.name: f for f in CATALOGUE.fields}
    names = ("supervision", "mode", "life_years", "cycle_months", "basis", "status", "mode_status")
    lines = [
        [
            plain(key),
            text_of(found.name(e)),
            *(plain(shown(fields[n], getattr(e, n) or None, str(current()))) for n in names),
        ]
        for key, e in found.entries[:limit]
    ]
    titles = [localised(rm.KEY), localised(fields["name"].title), *(localised(fields[n].title) for n in names)]
    print_table("", titles, lines, whole=(0,))
    tell(rm.MORE_ROWS if len(found.entries) > limit else rm.ROWS, count=len(lines))
    for e in found.editions:
        tell(m.EDITION, name=e.name, since=e.since or localised(m.SINCE_UNKNOWN), count=len(e.entries))
    if found.doubtful:
        tell(m.UNVERIFIED_ENTRIES, count=found.doubtful)


@catalogue.command("load", cls=Command)
def load(
    file: Annotated[Path, typer.Argument(metavar="TABLE")],
    edition: Annotated[str, typer.Option("--edition", metavar="EDITION")],
    since: Annotated[dt.datetime, typer.Option("--since", metavar="DAY", formats=["%Y-%m-%d"])],
    source: Annotated[str, typer.Option("--source", metavar="TEXT")],
    verified_by: Annotated[str, typer.Option("--verified-by", metavar="ID")] = "",
    columns: Annotated[list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,  # noqa: FBT002
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Load the official table of an edition: checked as a whole, then written as a whole."""
    from console.cli.screen import REFUSED, print_json
    from services.catalogue.entry_words import Stated
    from services.catalogue.loading import load as load_table
    from services.register.tables import columns_given

    stated = Stated(edition.strip(), since.date(), verified_by.strip(), source.strip())
    done = load_table(store, file, stated, columns_given(columns or ()), dry_run=dry_run, by=by, why=reason)
    if json:
        problems = [{"row": p.row, "column": p.column, **p.text.to_dict()} for p in done.problems]
        print_json({**done._asdict(), "left": list(done.left), "problems": problems})
    else:
        _tell_loaded(file, stated.edition, done, dry_run=dry_run)
    raise typer.Exit(REFUSED if done.problems else 0)


def _tell_loaded(file: Path, edition: str, done: Loading, *, dry_run: bool) -> None:
    from console.catalogue import compulsory_texts as m
    from console.cli.screen import say, tell, text_of
    from registers.exchange.report import problem_text

    for problem in done.problems:
        say(text_of(problem_text(file, problem)))
    if done.problems:
        tell(m.NOTHING_LOADED, count=len(done.problems))
        return
    said = m.WOULD_LOAD if dry_run else m.LOADED
    tell(said, edition=edition, entries=done.entries, new=done.new, changed=done.changed)
    if done.left:
        tell(m.NOT_IN_THE_TABLE, items=", ".join(done.left), instruments=done.named)


@catalogue.command("diff", cls=Command)
def diff(
    first: Annotated[str, typer.Argument(metavar="EDITION")],
    second: Annotated[str, typer.Argument(metavar="EDITION")],
    date: DateOption = None,
    as_of: AsOf = None,
    limit: Limit = 200,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show what differs between two editions, and what that changes for the instruments in use; nothing is changed."""
    from console.cli.screen import print_json
    from services.catalogue.compared import compare

    on, at = date.date() if date else None, as_of.date() if as_of else None
    found = compare(store, first, second, on=on, as_of=at, limit=limit)
    if json:
        print_json(found)
    else:
        _show_differences(found)


def _show_differences(found: Mapping[str, Any]) -> None:
    from console.catalogue import compulsory_texts as m
    from console.catalogue import register_messages as rm
    from console.cli.screen import plain, print_table, tell, text_of
    from console.language import localised

    tell(m.FROM_TO, first=found["from"], second=found["to"], since=found["since"])
    entries = [
        [localised(m.WHATS[d["what"]]), plain(d["before"]) or "–", plain(d["after"]) or "–", text_of(d["name"]),
         "\n".join(_changed(c) for c in d["fields"]) + (f" {localised(m.SAME_NUMBER)}" if d["same_number"] else ""),
         str(d["instruments"]), localised(m.NOT_VERIFIED) if d["unverified"] else ""]
        for d in found["entries"]
    ]  # fmt: skip
    print_table("", [localised(t) for t in m.DIFF_COLUMNS], entries, whole=(1, 2))
    lines = [
        [plain(a["key"]), plain(a["name"]), plain(a["serial"]), plain(a["after"]) or "–", _was_is(a, "mode"),
         _was_is(a, "cycle_months"), _was_is(a, "life_years"), f"{a['until'] or '–'} → {a['then_until'] or '–'}", _effect(a)]
        for a in found["instruments"]
    ]  # fmt: skip
    if lines:
        print_table("", [localised(t) for t in m.AFFECTED_COLUMNS], lines, whole=(0, 2))
    tell(
        rm.MORE_ROWS if found["more"] else m.AFFECTED, count=len(lines), due=sum(a["due"] for a in found["instruments"])
    )
    for name, count in found["unverified"].items():
        if count:
            tell(m.UNVERIFIED_IN, edition=name, count=count)


def _changed(change: Mapping[str, Any]) -> str:
    from console.cli.screen import plain
    from console.language import localised
    from registers.catalogue import CATALOGUE

    field = next(f for f in CATALOGUE.fields if f.name == change["field"])
    before, after = (plain(_said(field.name, change[side])) for side in ("before", "after"))
    return f"{localised(field.title)}: {before} → {after}"


def _said(name: str, value: Any) -> str:
    """A value of an entry in words."""
    from console.language import current
    from registers.catalogue import CATALOGUE
    from registers.values import shown

    field = next(f for f in CATALOGUE.fields if f.name == name)
    return shown(field, value or None, str(current())) or "–"


def _was_is(instrument: Mapping[str, Any], name: str) -> str:
    from console.cli.screen import plain

    before, after = (_said(name, instrument[name][side]) for side in ("before", "after"))
    return plain(before if before == after else f"{before} → {after}")


def _effect(instrument: Mapping[str, Any]) -> str:
    from console.catalogue import compulsory_texts as m
    from console.language import localised

    if instrument["released"]:
        return localised(m.RELEASED)
    return f"[bold red]{localised(m.BECOMES_DUE)}[/]" if instrument["due"] else ""
