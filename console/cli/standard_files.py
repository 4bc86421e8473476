"""`steelyard assessments`, `capabilities`, `bookings`: what keeps standards in order, beside what every register has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from console.cli.changes import By, Key, Why
from console.cli.endings import ending
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, DateOption, Json, Store, day
from console.cli.registers import group, tell_key
from console.language import current

assessments, capabilities, bookings = group("assessments"), group("capabilities"), group("bookings")
Moment = datetime
FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
Point = Annotated[str, typer.Option("--point", metavar="POINT")]


@assessments.command("check", cls=Command)
def check(
    key: Key,
    reading: Annotated[list[str], typer.Argument(metavar="READING...")],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "check",
    point: Point = "",
    reference: Annotated[str, typer.Option("--reference", metavar="VALUE")] = "",
    reference_uncertainty: Annotated[str, typer.Option("--reference-u", metavar="U")] = "",
    other: Annotated[list[str] | None, typer.Option("--other", metavar="VALUE")] = None,
    date: DateOption = None,
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Enter readings of a check, a repeatability, a stability or a comparison; exit code 1 where the chart is out of control."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import tell
    from services.standards.entering import Given, enter_check

    given = Given(key, kind, point, tuple(reading), reference, reference_uncertainty, tuple(other or ()))
    new, in_control = enter_check(store, given, day(date), by, reason)
    tell_key(new, as_json=json)
    if in_control is False:
        tell(m.OUT_OF_CONTROL, key=key)
        raise typer.Exit(1)


@assessments.command("chart", cls=Command)
def chart(
    key: Key, output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", callback=ending(".svg"))] = None, point: Point = "",
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Show the control chart of the checks, and draw it (SVG); exit code 1 where it is out of control."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import localised
    from records.durable_file import write_durably
    from services.register.book import opened_book
    from services.standards.chart_picture import chart_svg
    from services.standards.control_chart import chart_of

    with opened_book(store) as book:
        found = chart_of(book, key, point)
    if output is not None:
        write_durably(output, chart_svg(found, current().value).encode())
    document = found.document()
    if json:
        print_json(document)
    else:
        tell(m.CHART, centre=f"{found.chart.centre:.6g}", lower=f"{found.chart.lower:.6g}", upper=f"{found.chart.upper:.6g}",
             unit=found.unit, count=len(found.days), baseline=found.baseline)  # fmt: skip
        hits = [[text_of(p["text"]), plain(", ".join(p["on"]))] for p in document["patterns"]]
        print_table("", [localised(m.PATTERN), localised(m.DAY)], hits)
        tell(m.IN_CONTROL if found.in_control else m.OUT_OF_CONTROL, key=key)
    raise typer.Exit(0 if found.in_control else 1)


@assessments.command("assess", cls=Command)
def assess(
    key: Key,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR")] = None,
    laboratory: Annotated[Path, typer.Option("--laboratory", metavar="FILE")] = Path("laboratory.toml"),
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Assess a measurement standard by JJF 1033, and write the report with -o; exit code 0 conform, 1 not, 5 incomplete."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import EXIT, plain, print_json, print_table, text_of, words
    from console.language import localised
    from services.register.book import opened_book
    from services.standards.assessing import assess as assessed
    from services.standards.assessing import outcome_of
    from services.standards.documents import write_assessment

    with opened_book(store) as book:
        row, parts = assessed(book, key, day(date))
        outcome = str(outcome_of(parts))
        if output is not None:
            typer.echo(str(write_assessment(book, key, day(date), laboratory, output)), err=json)
    documents = [p.document() for p in parts]
    if json:
        print_json({"key": key, "name": row.name, "outcome": outcome, "parts": documents})
    else:
        lines = [[text_of(p["title"]), plain(p["on"]), plain(text_of(p["reason"])), plain(p["compared"]), words(p["outcome"])]
                 for p in documents]  # fmt: skip
        print_table("", [localised(t) for t in (m.PART, m.DAY, m.BASIS, m.COMPARED, m.RESULT)], lines)
    raise typer.Exit(EXIT[outcome])


@assessments.command("count", cls=Command)
def count(date: DateOption = None, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Count public and highest standards with a certificate of assessment that is valid, and those whose has ended."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import print_json, print_table
    from console.language import localised
    from metrology.text import Text
    from registers.measurement_standards import LEVELS
    from services.register.book import opened_book
    from services.standards.assessing import levels_on

    with opened_book(store) as book:
        found = levels_on(book, day(date))
    if json:
        print_json({level: counted._asdict() for level, counted in found.items()})
        return
    lines = [[localised(Text.of(LEVELS[level])), str(c.valid), str(c.ended)] for level, c in found.items()]
    print_table("", [localised(t) for t in (m.LEVEL, m.VALID, m.ENDED)], lines)


@capabilities.command("limit", cls=Command)
def limit(
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    unit: Annotated[str, typer.Argument(metavar="UNIT")],
    condition: Annotated[list[str] | None, typer.Option("--with", metavar="CONDITION=VALUE")] = None,
    quantity: Annotated[str, typer.Option("--quantity", metavar="TEXT")] = "",
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show the least U that may be stated at a value, and the entry behind it."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised
    from services.register.book import opened_book
    from services.standards.capability_limits import limits_at

    with opened_book(store) as book:
        found = limits_at(book, value, unit, condition or (), day(date), quantity)
    if json:
        print_json([f.document() for f in found])
        return
    lines = [
        [plain(f.key), plain(f.quantity), plain(f.conditions), f"{f.least} {plain(unit)}", plain(f.exact)]
        for f in found
    ]
    print_table("", [localised(t) for t in (m.KEY, m.QUANTITY, m.CONDITIONS, m.LEAST, m.EXACT)], lines)


@bookings.command("new", cls=Command)
def new(
    instrument: Annotated[str, typer.Argument(metavar="INSTRUMENT")],
    start: Annotated[Moment, typer.Option("--from", formats=FORMATS)],
    until: Annotated[Moment, typer.Option("--until", formats=FORMATS)],
    person: Annotated[str, typer.Option("--for", metavar="ID")],
    purpose: Annotated[str, typer.Option("--purpose", metavar="TEXT")] = "",
    organisation: Annotated[str, typer.Option("--organisation", metavar="NAME")] = "",
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Reserve a standard or a bench; refused where somebody has it then. Prints the number of the booking."""
    from registers.instrument_time import Booking
    from services.register.book import changing
    from services.standards.hours import book_instrument

    booking = Booking(instrument=instrument, start=_zoned(start), until=_zoned(until), person=person,
                      organisation=organisation, purpose=purpose)  # fmt: skip
    tell_key(changing(store, by, purpose, lambda change: book_instrument(change, booking)), as_json=json)


@bookings.command("hours", cls=Command)
def hours(
    instrument: Annotated[list[str], typer.Argument(metavar="INSTRUMENT...")],
    since: Annotated[datetime, typer.Option("--since", formats=["%Y-%m-%d"])],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"])],
    available: Annotated[str, typer.Option("--available", metavar="HOURS")],
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show hours booked and used from a day to a day, the shares for others, and the functions used."""
    from console.catalogue import standard_messages as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised
    from services.register.book import opened_book
    from services.standards.coverage import percent
    from services.standards.hours import available_hours
    from services.standards.hours import hours as counted

    whole = available_hours(available)
    with opened_book(store) as book:
        found = [counted(book, name, since.date(), until.date(), whole) for name in instrument]
    if json:
        print_json([h.document() for h in found])
        return
    lines = [[plain(h.instrument), f"{float(h.booked):.1f}", f"{float(h.inside):.1f}", f"{float(h.outside):.1f}",
              percent(h.outside_share), percent(h.weighted_share), percent(h.use_of_functions)] for h in found]  # fmt: skip
    titles = (m.KEY, m.BOOKED, m.INSIDE, m.OUTSIDE, m.OUTSIDE_SHARE, m.WEIGHTED_SHARE, m.FUNCTIONS_USED)
    print_table("", [localised(t) for t in titles], lines, whole=(0,))


def _zoned(moment: datetime) -> str:
    """A time with the zone of this computer, as a booking keeps it."""
    return moment.astimezone().isoformat(timespec="minutes")
