"""`steelyard rates`: coverage, pass rates, and the account of what is free of charge."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.changes import AsOf
from console.cli.endings import ending
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text
    from services.rates.rates import Period

rates = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
Days = Annotated[datetime | None, typer.Option("--at", metavar="DAY", formats=["%Y-%m-%d"])]
From = Annotated[datetime | None, typer.Option("--from", metavar="DAY", formats=["%Y-%m-%d"])]
To = Annotated[datetime | None, typer.Option("--to", metavar="DAY", formats=["%Y-%m-%d"])]
By = Annotated[list[str] | None, typer.Option("--by", metavar="DIMENSION")]
Level = Annotated[str, typer.Option("--level", metavar="LEVEL")]
Division = Annotated[str, typer.Option("--division", metavar="CODE")]
Campaign = Annotated[str, typer.Option("--campaign", metavar="NAME")]
Target = Annotated[str, typer.Option("--target", metavar="PERCENT")]
Which = Annotated[bool, typer.Option("--list")]
Count = Annotated[str, typer.Option("--count", metavar="FIGURE")]
Map = Annotated[Path | None, typer.Option("--map", metavar="FILE", callback=ending(".svg"))]
Cell = Annotated[list[str] | None, typer.Option("--cell", metavar="VALUE")]


@rates.command("coverage", cls=Command)
def coverage(at: Days = None, by: By = None, level: Level = "county", division: Division = "",
             campaign: Campaign = "", target: Target = "95", which: Which = False,  # noqa: FBT002
             cell: Cell = None, count: Count = "", as_of: AsOf = None, map_: Map = None, store: Store = DEFAULT_STORE,
             json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Show the part of instruments in use that is validly verified on a day; --list names the others."""
    from console.catalogue import register_messages as m
    from console.cli.rate_lists import show_list
    from services.rates import rate_lists
    from services.rates import rates as service

    on = day(at)
    known = _known(as_of, on)
    if map_ is not None:
        by, level = ["region"], "city"
    of = service.choice(by or (), level, division, campaign)
    if which or count:
        show_list(rate_lists.coverage(store, on, known, of, cell or (), count), as_json=json)
        return
    found = service.coverage(store, on, known, of, _percent(target))
    if map_ is not None:
        _draw(map_, found)
    more = (("overdue", m.OVERDUE), ("never", m.NEVER), ("failed", m.FAILED), ("stopped", m.STOPPED_COUNT),
            ("mode_unknown", m.MODE_UNKNOWN))  # fmt: skip
    _show(found, more, as_json=json)


@rates.command("flow", cls=Command)
def flow(start: From = None, end: To = None, by: By = None, level: Level = "county", division: Division = "",
         campaign: Campaign = "", target: Target = "95", which: Which = False,  # noqa: FBT002
         cell: Cell = None, count: Count = "", as_of: AsOf = None, store: Store = DEFAULT_STORE,
         json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Show the part of instruments that fell due in a period and were verified in it; --list names the others."""
    from console.cli.rate_lists import show_list
    from services.rates import rate_lists
    from services.rates import rates as service

    period = _period(start, end)
    known = _known(as_of, period.end)
    of = service.choice(by or (), level, division, campaign)
    if which or count:
        show_list(rate_lists.flow(store, period, known, of, cell or (), count), as_json=json)
        return
    _show(service.flow(store, period, known, of, _percent(target)), (), as_json=json)


@rates.command("passes", cls=Command)
def passes(start: From = None, end: To = None, by: By = None, level: Level = "county", division: Division = "",
           campaign: Campaign = "", target: Target = "95", which: Which = False,  # noqa: FBT002
           cell: Cell = None, count: Count = "", as_of: AsOf = None, store: Store = DEFAULT_STORE,
           json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Show the part of verifications of a period that conform, as found and as left; --list names the others."""
    from console.catalogue import register_messages as m
    from console.cli.rate_lists import show_list
    from console.cli.screen import print_json, print_table, tell
    from console.language import localised
    from services.rates import rate_lists
    from services.rates import rates as service

    period = _period(start, end)
    known = _known(as_of, period.end)
    of = service.choice(by or (), level, division, campaign)
    if which or count:
        show_list(rate_lists.passes(store, period, known, of, cell or (), count), as_json=json)
        return
    found = service.passes(store, period, known, of, _percent(target))
    if json:
        print_json(found)
        return
    lines = []
    for n, row in enumerate(found["rows"]):
        sides = [
            (r["percent"], f"{r['part']}/{r['whole']}", _met(r), *interval(r))
            for r in (row["as_found"], row["as_left"])
        ]
        lines.append([*_group(row["as_found"], found["by"], n), *(cell for side in sides for cell in side),
                      str(row["as_found"]["simulated"])])  # fmt: skip
    ends = (m.INTERVAL,) if "lower" in found["rows"][0]["as_found"] else ()
    figures = (
        m.AS_FOUND,
        m.COUNTS,
        m.TARGET_MET,
        *ends,
        m.AS_LEFT,
        m.COUNTS,
        m.TARGET_MET,
        *ends,
        m.SIMULATED_RUNS,
    )
    titles = [*_titles(found["by"]), *(localised(t) for t in figures)]
    print_table("", titles, lines)
    _remarks(found)
    tell(m.DEFINITION, text=localised(found["definition"]))


@rates.command("funding", cls=Command)
def funding(start: From = None, end: To = None, as_of: AsOf = None, store: Store = DEFAULT_STORE,
            json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Show what verifications cost in a period by who pays and township, and which jobs do not state who pays."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from metrology.text import Text
    from registers.work import FUNDING
    from services.rates import rates as service

    period = _period(start, end)
    found = service.account(store, period, _known(as_of, period.end))
    if json:
        print_json(found)
        return
    rows = [*found["rows"], {"funding": None, "township": "", **found["total"]}]
    lines = []
    for r in rows:
        paid = (
            localised(m.TOTAL)
            if r["funding"] is None
            else localised(Text.of(FUNDING.get(r["funding"], m.NOT_KNOWN_PAIR)))
        )
        rate = service.percent(r["conform"], r["instruments"])
        lines.append([plain(paid), plain(r["township"]), str(r["instruments"]), r["cost"], rate])
    titles = (m.FUNDING, m.TOWNSHIP, m.INSTRUMENTS, m.COST, m.PASS_RATE)
    print_table("", [localised(t) for t in titles], lines)
    if found["unfunded"]:
        tell(m.UNFUNDED, jobs=", ".join(found["unfunded"]))


@rates.command("prepare", cls=Command)
def prepare(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Write what roll-ups read to files, so that DuckDB computes those of a large store."""
    from console.catalogue import register_messages as m
    from console.cli.screen import print_json, tell
    from services.rates import rates as service

    found = service.prepare(store)
    if json:
        print_json(found)
        return
    tell(m.PREPARED, folder=found["folder"], size=f"{found['bytes'] / 1e6:.1f}")


def _draw(path: Path, found: dict[str, Any]) -> None:
    """Write the map of the coverage."""
    from console.catalogue import province_texts as texts
    from console.cli.screen import tell
    from console.language import current
    from services.output import write_new
    from services.rates.region_map import of_rates

    write_new(path, of_rates(found, texts.COVERAGE_MAP, current().value).encode(), force=True)
    tell(texts.MAP, path=path)


def _show(found: dict[str, Any], more: Sequence[tuple[str, Text]], *, as_json: bool) -> None:
    from console.catalogue import compulsory_texts as c
    from console.catalogue import register_messages as m
    from console.cli.screen import print_json, print_table, tell
    from console.language import localised

    if as_json:
        print_json(found)
        return
    titles = [*_titles(found["by"]), *(localised(t) for t in (m.RATE, m.COUNTS, m.TARGET_MET, *(t for _, t in more)))]
    if "lower" in found["rows"][0]:
        titles.append(localised(m.INTERVAL))
    lines = [
        [*_group(r, found["by"], n), r["percent"], f"{r['part']}/{r['whole']}", _met(r), *(str(r[k]) for k, _ in more),
         *interval(r)]
        for n, r in enumerate(found["rows"])
    ]  # fmt: skip
    print_table("", titles, lines)
    _remarks(found)
    if (on := found.get("catalogue")) and on["instruments"]:
        tell(c.COUNTED_UNVERIFIED, instruments=on["instruments"])
    tell(m.TARGET_IS, target=found["target"])
    tell(m.DEFINITION, text=localised(found["definition"]))


def _titles(by: Sequence[str]) -> list[str]:
    from console.language import localised
    from registers.rate_groups import DIMENSIONS

    return [localised(DIMENSIONS[name]) for name in by] or [""]


def _group(row: dict[str, Any], by: Sequence[str], place: int) -> list[str]:
    """The cells that name a group; the first row is the total."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain
    from console.language import localised
    from metrology.text import Text
    from registers.instruments import DOMAINS

    if place == 0:
        return [localised(m.TOTAL), *[""] * (len(by) - 1)]
    cells = []
    for name, value, word in zip(by, row["group"], row["names"], strict=True):
        domain = localised(Text.of(DOMAINS[value])) if name == "domain" and value in DOMAINS else ""
        known = domain or f"{value} {word}".strip()
        cells.append(plain(known or localised(m.NOT_KNOWN)))
    return cells


def _met(row: dict[str, Any]) -> str:
    from console.catalogue import register_messages as m
    from console.language import localised

    return "–" if row["met"] is None else localised(m.MET if row["met"] else m.NOT_MET)


def _remarks(found: dict[str, Any]) -> None:
    """Say that the figures are those of a demonstration, and that files for roll-ups are of an earlier version."""
    from console.catalogue import register_messages as m
    from console.cli.screen import tell
    from services.demonstration import SIMULATED

    if found["files_outdated"]:
        tell(m.FILES_OUTDATED)

    if found["simulated"]:
        tell(SIMULATED)


def interval(row: dict[str, Any]) -> list[str]:
    """The cell with the bounds of a sample, where the rate has them."""
    return [f"{row['lower']}–{row['upper']}" if row["lower"] else "–"] if "lower" in row else []


def _period(start: datetime | None, end: datetime | None) -> Period:
    """The period given; by default this year up to today."""
    from services.rates.rates import Period

    last = day(end)
    first = start.date() if start else dt.date(last.year, 1, 1)
    if last < first:
        raise typer.BadParameter("the period ends before it begins", param_hint="--to")
    return Period(first, last)


def _known(as_of: datetime | None, on: dt.date) -> dt.date | None:
    """The day of which registers are read: as said, else that of a figure about the past, else now."""
    if as_of is not None:
        return as_of.date()
    return on if on < day(None) else None


def _percent(text: str) -> Decimal:
    from decimal import InvalidOperation

    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not 0 <= found <= 100:
        raise typer.BadParameter("a target is a percentage from 0 to 100", param_hint="--target")
    return found
