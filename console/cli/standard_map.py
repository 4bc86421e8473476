"""`steelyard standards map`: which institute serves what in which region, and where the gaps are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.changes import AsOf
from console.cli.endings import ending
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, DateOption, Json, Store, day
from console.cli.standards import standards

if TYPE_CHECKING:
    from services.standards.capability_map import CapabilityMap, Share

__all__ = ["standards"]
SHOWN = 40
"""Gaps and institutes on a screen."""


@standards.command("map", cls=Command)
def map_(
    digits: Annotated[int, typer.Option("--digits", metavar="2|4|6")] = 4,
    without: Annotated[list[str] | None, typer.Option("--without", metavar="INSTITUTE")] = None,
    certificate: Annotated[list[str] | None, typer.Option("--without-certificate", metavar="NUMBER")] = None,
    date: DateOption = None,
    as_of: AsOf = None,
    picture: Annotated[Path | None, typer.Option("--picture", metavar="FILE", callback=ending(".svg"))] = None,
    table: Annotated[Path | None, typer.Option("--table", metavar="FILE")] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Hold the demand of each region against the standards of each institute: matrix, institutes, gaps."""
    from console.cli.screen import print_json
    from console.language import current
    from records.durable_file import write_durably
    from services.standards.capability_map import capability_map
    from services.standards.map_picture import map_svg
    from services.standards.map_table import write_map

    found = capability_map(
        store, day(date), as_of=as_of.date() if as_of else None, digits=digits, without=without or (), certificates=certificate or ()
    )  # fmt: skip
    if picture is not None:
        write_durably(picture, map_svg(found, current().value).encode())
    if table is not None:
        write_map(found, table, current().value)
    if json:
        print_json(found.document())
        return
    for path in (picture, table):
        if path is not None:
            typer.echo(str(path))
    if picture is None and table is None:
        _show(found)


def _show(found: CapabilityMap) -> None:
    from console.catalogue import standard_messages as m
    from console.cli.screen import plain, print_table, tell, text_of
    from console.language import current, localised
    from metrology.quantity_names import quantity_name
    from services.standards.coverage import percent
    from services.standards.map_table import lack_of

    names = [plain(text_of(quantity_name(q))) for q in found.quantities]
    lines = [
        [
            text_of(name),
            plain(code),
            *(_field(found.shares.get((code, q))) for q in found.quantities),
            _field(found.region(code)),
        ]
        for code, name in found.regions.items()
    ]
    print_table("", [localised(m.REGION), "", *names, localised(m.ALL)], lines)
    tell(m.MAP_SIGNS)
    bodies = [
        [plain(b.key) or "–", text_of(b.name), str(b.standards), str(b.usable), str(len(b.cells)), str(b.alone),
         str(len(b.unique)), str(b.below), f"[bold red]{localised(m.CLOSED)}[/]" if b.closed else ""]
        for b in sorted(found.bodies, key=lambda b: (-len(b.unique), -b.alone, b.key))[:SHOWN]
    ]  # fmt: skip
    print_table("", [localised(t) for t in m.BODY_COLUMNS], bodies, whole=(0,))
    gaps = [
        [plain(c.key), plain(c.demand.division), plain(text_of(quantity_name(d["quantity"]))), f"{d['lower']}～{d['upper']} {d['unit']}", plain(d["class"]),
         d["limit"], str(d["instruments"]), plain(", ".join(lack_of(s, why, str(current())) for s, why in c.nearly[:4]))]
        for c in found.coverage.gaps[:SHOWN]
        for d in [c.document()]
    ]  # fmt: skip
    if gaps:
        titles = (m.KEY, m.REGION, m.QUANTITY, m.RANGE, m.CLASS, m.LIMIT, m.COUNT, m.NEARLY)
        print_table(localised(m.GAP), [localised(t) for t in titles], gaps, whole=(0,))
    whole = found.coverage
    tell(
        m.COVERAGE,
        rate=percent(whole.rate),
        weighted=percent(whole.weighted),
        gaps=len(whole.gaps),
        cells=len(whole.cells),
    )
    if found.without:
        tell(m.WITHOUT, institutes=", ".join(found.without))


def _field(share: Share | None) -> str:
    """How many cells are covered of how many, with a sign: in the region, from elsewhere, or a gap."""
    if share is None or not share.cells:
        return ""
    covered = len(share.cells) - len(share.coverage.gaps)
    counted = f"{covered}/{len(share.cells)}"
    if share.coverage.gaps:
        return f"[bold red]✗ {counted}[/]"
    return f"[green]✓ {counted}[/]" if share.local == len(share.cells) else f"[yellow]→ {counted}[/]"
