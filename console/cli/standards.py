"""`steelyard standards`: the measurement standards of a laboratory, beside what every register has."""

from __future__ import annotations

from datetime import date as day_of
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.changes import AsOf, By, Key, Why
from console.cli.endings import ending
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, DateOption, Json, Store, day
from console.cli.registers import group, tell_key
from console.language import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.standards.inventory import Held

standards = group("standards")
Without = Annotated[list[str] | None, typer.Option("--without", metavar="CERTIFICATE")]
Picture = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", callback=ending(".svg"))]
RegisterFile = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", callback=ending(".toml"))]
STYLES = {"usable": "green", "due": "bold yellow"}


@standards.command("from-toml", cls=Command)
def from_toml(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,  # noqa: FBT002
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Bring a `standards.toml` into the registers: all of it, or nothing."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import print_json, tell
    from services.register.book import changing
    from services.standards.toml_file import enter, rows_of

    if dry_run:
        found = {register.name: len(rows) for register, rows in rows_of(file)}
        if json:
            print_json(found)
        tell(m.WOULD_IMPORT, standards=found["standard"], certificates=found["standard_certificate"])
        return
    done = changing(store, by, reason, lambda change: enter(file, change), str(file))
    if json:
        print_json({name: counted._asdict() for name, counted in done.items()})
    tell(m.IMPORTED, new=sum(c.new for c in done.values()), changed=sum(c.changed for c in done.values()))


@standards.command("from-dcc", cls=Command)
def from_dcc(
    file: Annotated[Path, typer.Argument(metavar="CERT.xml|CERT.pdf")],
    key: Annotated[str, typer.Option("--key", metavar="ID")] = "",
    traceable_to: Annotated[str, typer.Option("--traceable-to", metavar="ID")] = "",
    institute: Annotated[str, typer.Option("--institute", metavar="ID")] = "",
    valid_until: Annotated[datetime | None, typer.Option("--valid-until", formats=["%Y-%m-%d"])] = None,
    unproven: Annotated[bool, typer.Option("--unproven")] = False,  # noqa: FBT002
    schemas: Annotated[Path | None, typer.Option("--schemas", metavar="DIR")] = None,
    trust: Annotated[list[Path] | None, typer.Option("--trust", metavar="CERTIFICATE")] = None,
    revoked: Annotated[list[Path] | None, typer.Option("--revoked", metavar="LIST")] = None,
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Enter the digital certificate of another laboratory as a certificate of a standard, which may be new."""
    from console.cli.taken_in import show_taken_in
    from services.dcc.as_standard import Wanted, take_in
    from services.dcc.opening import Sources

    until = valid_until.date() if valid_until is not None else None
    wanted = Wanted(key, traceable_to, institute, until, unproven)
    show_taken_in(take_in(store, file, Sources(schemas, trust or (), revoked or ()), wanted, by, reason), as_json=json)


@standards.command("to-toml", cls=Command)
def to_toml(output: RegisterFile, store: Store = DEFAULT_STORE) -> None:
    """Write the register as a `standards.toml`."""
    from records.durable_file import write_durably
    from services.register.book import opened_book
    from services.standards.toml_file import written

    with opened_book(store) as book:
        write_durably(output, written(book).encode())
    typer.echo(str(output))


@standards.command("due", cls=Command)
def due(
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0)] = 60,
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List what is not usable, or has to be calibrated again soon; the most urgent first."""
    found = [
        s
        for s in _inventory(store, day(date)).values()
        if not s.usable or (s.days or 0) <= within or s.standing == "due"
    ]
    _show_standings(sorted(found, key=lambda s: (s.days is not None, s.days or 0, s.key)), as_json=json)


@standards.command("stand", cls=Command)
def stand(date: DateOption = None, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List every standard with its certificate, the days left, and whether a run may use it."""
    _show_standings(list(_inventory(store, day(date)).values()), as_json=json)


@standards.command("suspend", cls=Command)
def suspend(key: Key, by: By = "", reason: Why = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Take a standard out of use: no run can choose it until it is released."""
    _state(key, "suspended", by, reason, store, as_json=json)


@standards.command("recall", cls=Command)
def recall(
    key: Key,
    certificate: Annotated[str, typer.Option("--certificate", metavar="NUMBER")] = "",
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Recall a standard, or one certificate of it; then look for the runs it touched with `reevaluate`."""
    from registers.measurement_standards import CERTIFICATES
    from services.register.book import changing

    if not certificate:
        _state(key, "recalled", by, reason, store, as_json=json)
        return
    row = f"{key}/{certificate}"
    changing(store, by, reason, lambda change: change.edit(CERTIFICATES, row, recalled=_said(reason)))
    tell_key(row, as_json=json)


@standards.command("release", cls=Command)
def release(key: Key, by: By = "", reason: Why = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Return a standard to use."""
    _said(reason)
    _state(key, "in-use", by, reason, store, as_json=json)


@standards.command("graph", cls=Command)
def graph(
    output: Picture,
    date: DateOption = None,
    as_of: AsOf = None,
    without: Without = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Draw the traceability of all standards (SVG): what hangs on what, and what is broken."""
    from records.durable_file import write_durably
    from services.register.book import end_of, opened_book
    from services.standards.graph_picture import graph_svg
    from services.standards.inventory import Inventory

    with opened_book(store) as book:
        found = Inventory(book, day(date), at=end_of(as_of.date() if as_of else None), without=without or ())
    write_durably(output, graph_svg(found, current().value).encode())
    typer.echo(str(output))


@standards.command("coverage", cls=Command)
def coverage(
    division: Annotated[str, typer.Option("--division", metavar="CODE")] = "",
    date: DateOption = None,
    as_of: AsOf = None,
    without: Without = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Hold the demand against the standards: which cells are covered, which are gaps, and what nearly serves them."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import localised
    from metrology.quantity_names import quantity_name
    from services.register.book import end_of, opened_book
    from services.standards.coverage import coverage as measured
    from services.standards.coverage import percent
    from services.standards.inventory import Inventory

    at = end_of(as_of.date() if as_of else None)
    with opened_book(store) as book:
        found = measured(book, Inventory(book, day(date), at=at, without=without or ()), at=at, division=division)
    if json:
        print_json(
            {
                "cells": [c.document() for c in found.cells],
                "rate": percent(found.rate),
                "weighted": percent(found.weighted),
            }
        )
        return
    lines = [
        [plain(d["key"]), plain(text_of(quantity_name(d["quantity"]))), f"{d['lower']}～{d['upper']} {d['unit']}", plain(d["class"]), d["limit"],
         str(d["instruments"]), plain(", ".join(d["standards"])) or f"[bold red]✗ {localised(m.GAP)}[/]",
         plain(", ".join(f"{n['standard']}: {n['lacks']}" for n in d["nearly"]))]
        for d in (c.document() for c in found.cells)
    ]  # fmt: skip
    titles = (m.KEY, m.QUANTITY, m.RANGE, m.CLASS, m.LIMIT, m.COUNT, m.SERVED_BY, m.NEARLY)
    print_table("", [localised(t) for t in titles], lines, whole=(0, 2))
    tell(
        m.COVERAGE,
        rate=percent(found.rate),
        weighted=percent(found.weighted),
        gaps=len(found.gaps),
        cells=len(found.cells),
    )


@standards.command("interval", cls=Command)
def interval(
    key: Key,
    at: Annotated[str, typer.Option("--at", metavar="VALUE")],
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT")],
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Propose the interval to the next calibration from the certificates so far; nothing is changed."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised
    from services.register.book import opened_book
    from services.standards.intervals import proposals

    with opened_book(store) as book:
        found, proposed = proposals(book, key, at, unit)
    if json:
        print_json({"certificates": [f.document() for f in found], "proposals": [p.document() for p in proposed]})
        return
    lines = [
        [localised(p.method), "–" if p.months is None else f"{p.months:.1f}", plain(localised(p.basis))]
        for p in proposed
    ]
    print_table("", [localised(t) for t in (m.METHOD, m.MONTHS, m.BASIS)], lines)


def _inventory(store: str, on: day_of) -> dict[str, Held]:
    from services.register.book import opened_book
    from services.standards.inventory import Inventory

    with opened_book(store) as book:
        return dict(Inventory(book, on).standards)


def _state(key: str, state: str, by: str, reason: str, store: str, *, as_json: bool) -> None:
    from registers.measurement_standards import STANDARDS
    from services.register.book import changing

    why = "" if state == "in-use" else _said(reason)
    changing(store, by, reason, lambda change: change.edit(STANDARDS, key, state=state, state_reason=why))
    tell_key(key, as_json=as_json)


def _said(reason: str) -> str:
    from console.catalogue import standard_messages as m
    from registers.errors import RegistersError

    if not reason.strip():
        raise RegistersError([m.WHY_IS_NEEDED])
    return reason.strip()


def _show_standings(found: Sequence[Held], *, as_json: bool) -> None:
    from console.catalogue import standard_messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import localised
    from services.standards.graph_picture import STANDINGS

    documents: list[dict[str, Any]] = [s.document() for s in found]
    if as_json:
        print_json(documents)
        return
    lines = [
        [plain(d["id"]), plain(text_of(d["name"])), plain(d["model"]), plain(d["certificate"]), d["valid_until"],
         "–" if d["days"] is None else str(d["days"]), _styled(d["standing"], localised(STANDINGS[d["standing"]])),
         plain(d["reason"])]
        for d in documents
    ]  # fmt: skip
    titles = (m.KEY, m.NAME, m.MODEL, m.CERTIFICATE, m.VALID_UNTIL, m.DAYS_LEFT, m.STANDING, m.REASON)
    print_table("", [localised(t) for t in titles], lines, whole=(0, 3, 4))
    tell(m.ROWS, count=len(lines))


def _styled(standing: str, text: str) -> str:
    return f"[{STYLES.get(standing, 'bold red')}]{text}[/]"
