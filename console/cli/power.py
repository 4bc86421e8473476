"""`steelyard power`: what an investigation of a stated design finds."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.options import Json


def power(
    sigma: Annotated[float, typer.Option("--sigma")] = 0.03,
    difference: Annotated[float, typer.Option("--difference")] = 0.2,
    guard: Annotated[float, typer.Option("--guard")] = 0.10,
    pairs: Annotated[int, typer.Option("--pairs")] = 6,
    fraction: Annotated[float, typer.Option("--fraction")] = 0.10,
    shortfall: Annotated[float, typer.Option("--shortfall")] = 0.5,
    runs: Annotated[int, typer.Option("--runs")] = 60,
    group: Annotated[int, typer.Option("--group")] = 10,
    share: Annotated[float, typer.Option("--share")] = 0.99,
    seconds: Annotated[int, typer.Option("--seconds")] = 60,
    shift: Annotated[float, typer.Option("--shift")] = 1.0,
    errors: Annotated[str, typer.Option("--errors")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Compute what an investigation of a stated design finds, its false alarms, and the number of results needed."""
    from console.catalogue import power_help as m
    from console.cli.screen import plain, print_json, print_table, text_of
    from console.language import localised
    from procedures.investigations.evidence import probability
    from services.uncertainty.detection_power import Design, powers, signs

    if errors:
        found = signs(errors.split())
        if json:
            print_json({"signs": found.to_dict()})
        else:
            typer.echo(localised(found))
        return
    design = Design(sigma, difference, guard, pairs, fraction, shortfall, runs, group, share, seconds, shift)
    rows = powers(design)
    if json:
        print_json([row.to_dict() for row in rows])
        return
    titles = (m.TEST, m.DESIGN, m.FOUND, m.FALSE, m.NEEDED)
    lines = [
        [
            text_of(r.test),
            text_of(r.design),
            plain(probability(r.power)),
            plain(probability(r.false)),
            text_of(r.needed),
        ]
        for r in rows
    ]
    print_table("", [localised(t) for t in titles], lines)
