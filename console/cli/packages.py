"""`steelyard packages`: net content of lots; readings from tables, the rate of conforming lots, charts of a filling line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from console.cli.endings import ending
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store

packages = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
From = Annotated[datetime | None, typer.Option("--from", metavar="DAY", formats=["%Y-%m-%d"])]
To = Annotated[datetime | None, typer.Option("--to", metavar="DAY", formats=["%Y-%m-%d"])]
Product = Annotated[str, typer.Option("--product", metavar="WORDS")]


@packages.command(cls=Command)
def enter(
    form: Annotated[Path, typer.Argument(metavar="FORM")],
    tables: Annotated[list[Path], typer.Argument(metavar="TABLE...")],
    only: Annotated[str, typer.Option("--column", metavar="NAME")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Write tables of readings into an empty form: one row per package, columns by their names."""
    from console.catalogue import package_help as m
    from console.cli.screen import print_json, tell
    from services.packages.filling import fill

    count = fill(form, [(table, only) for table in tables])
    if json:
        print_json({"entered": count, "form": str(form)})
        return
    tell(m.ENTERED, count=count, form=form)


@packages.command(cls=Command)
def lots(start: From = None, end: To = None, product: Product = "",
         target: Annotated[str, typer.Option("--target", metavar="PERCENT")] = "95",
         confidence: Annotated[str, typer.Option("--confidence", metavar="PERCENT")] = "95",
         store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """List the lots inspected, with the rate of conforming ones and its Clopper–Pearson bound."""
    from console.catalogue import package_help as m
    from console.cli.sampling import per_cent, tell_rate
    from console.cli.screen import plain, print_json, print_table, tell, text_of, words
    from console.language import localised
    from procedures.regulation import Work
    from services.packages.lots_inspected import inspections, roll_up

    works = (Work.INSPECTION, Work.SUPERVISION)
    found = inspections(store, _day(start), _day(end), works, product)
    total = roll_up(found, per_cent(target), per_cent(confidence))
    if json:
        print_json({**total, "lots": [_lot(r) for r in found]})
        return
    titles = (m.DAY, m.LOT, m.PRODUCT, m.NOMINAL, m.SAMPLE, m.MEAN, m.SPREAD, m.BEYOND, m.OUTCOME, m.RUN)
    rows = [
        [r.day.isoformat(), plain(r.lot), text_of(r.product), r.nominal, str(len(r.contents)), f"{r.mean} {r.unit}".strip(), r.s,
         r.beyond, words(r.outcome) + (" *" if r.simulated else ""), r.run]
        for r in found
    ]  # fmt: skip
    print_table("", [localised(t) for t in titles], rows, whole=(1, 9))
    tell_rate(total)
    tell(m.BESIDES, open=total["open"], simulated=total["simulated"], again=total["inspected_again"])
    tell(m.DEFINITION, text=localised(total["definition"]))


@packages.command(cls=Command)
def chart(product: Product = "", start: From = None, end: To = None,
          output: Annotated[Path | None, typer.Option("-o", "--output", callback=ending(".svg"))] = None,
          store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Show whether a filling line is in control, and its capability: 0 in control, 1 not."""
    from console.catalogue import package_help as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import current, localised
    from procedures.regulation import Work
    from services.packages.chart_picture import chart_svg
    from services.packages.lots_inspected import inspections
    from services.packages.self_check import document, filling_chart

    works = (Work.SELF_CHECK, Work.INSPECTION, Work.SUPERVISION)
    found = filling_chart(inspections(store, _day(start), _day(end), works, product))
    shown = document(found)
    out = sorted(
        {n for at in found.patterns.values() for n in at}
        | set(found.chart.location.outside)
        | set(found.chart.spread.outside)
    )
    if output is not None:
        output.write_text(chart_svg(found, str(current())), "utf-8")
    if json:
        print_json(shown)
        raise typer.Exit(1 if out else 0)
    rows = [
        [str(n + 1), s["day"], plain(s["lot"]), str(s["n"]), f"{s['mean']:.4g}", "!" if n in out else "", s["run"]]
        for n, s in enumerate(shown["samples"])
    ]
    print_table(
        "", ["#", *(localised(t) for t in (m.DAY, m.LOT, m.SAMPLE, m.DEVIATION, m.OUT, m.RUN))], rows, whole=(2, 6)
    )
    place = shown["location"]
    tell(
        m.LIMITS,
        low=f"{place['lower']:.4g}",
        centre=f"{place['centre']:.4g}",
        high=f"{place['upper']:.4g}",
        unit=shown["unit"],
    )
    for number, at in found.patterns.items():
        tell(m.PATTERN, number=number, at=", ".join(str(n + 1) for n in at))
    ppk = "–" if shown["ppk"] is None else f"{shown['ppk']:.2f}"
    tell(
        m.CAPABILITY,
        mean=f"{found.mean:.4g}",
        s=f"{found.s:.4g}",
        unit=shown["unit"],
        limit=shown["lower_limit"] or "–",
        ppk=ppk,
    )
    raise typer.Exit(1 if out else 0)


def _day(given: datetime | None) -> Any:
    return given.date() if given else None


def _lot(r: Any) -> dict[str, Any]:
    return {
        "run": r.run, "day": r.day.isoformat(), "lot": r.lot, "product": r.product.to_dict(), "model": r.model, "maker": r.maker,
        "nominal": r.nominal, "regulation": r.edition, "work": r.work, "sample": len(r.contents), "mean": r.mean, "s": r.s,
        "beyond": r.beyond, "unit": r.unit, "outcome": r.outcome, "simulated": r.simulated,
    }  # fmt: skip
