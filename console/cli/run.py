"""`steelyard run`: verify an instrument, on a bench or from a form."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import (
    DEFAULT_STORE,
    Batch,
    BenchFile,
    DateOption,
    Follows,
    Json,
    Order,
    Regulation,
    Stage,
    StageOption,
    Store,
    SubjectFiles,
    WorkOption,
    day,
)

Seed = Annotated[int, typer.Option("--seed")]
Operator = Annotated[str, typer.Option("--operator", metavar="ID")]
Override = Annotated[
    list[str] | None,
    typer.Option(
        "--override",
        metavar="GATE:PERSON:REASON",
    ),
]
Readings = Annotated[Path | None, typer.Option("--readings")]


def run(
    regulation: Regulation,
    bench: BenchFile,
    subject: SubjectFiles,
    stage: StageOption = Stage.INITIAL,
    date: DateOption = None,
    seed: Seed = 0,
    readings: Readings = None,
    work: WorkOption = None,
    order: Order = "",
    batch: Batch = "",
    follows: Follows = "",
    operator: Operator = "",
    override: Override = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Verify an instrument by the edition of REG in force on the date; prints the run id and the verdict."""
    from console.cli.progress import on_screen
    from console.cli.summary import finish, telling_interruptions
    from console.cli.terminal import Terminal
    from services.form import run_from_form
    from services.positions import run_positions
    from services.prepare import prepare
    from services.purpose import Purpose
    from services.run import run as run_one

    if readings and len(subject) > 1:
        raise typer.BadParameter("a form belongs to one instrument; run forms one by one", param_hint="--readings")
    if follows and len(subject) > 1:
        raise typer.BadParameter("a run is followed by one instrument; repeat it alone", param_hint="--follows")
    make = partial(
        prepare, regulation, bench, stage=stage, on=day(date), seed=seed, operator=operator, override=override or (),
        purpose=Purpose(work or "", order, batch, follows),
    )  # fmt: skip
    events = on_screen()
    with telling_interruptions(store, as_json=json):
        if len(subject) > 1:
            jobs = [make(path, position=str(n)) for n, path in enumerate(subject, 1)]
            names = run_positions(jobs, store, bench, events, Terminal())
        elif readings:
            names = [run_from_form(make(subject[0], source="form"), readings, store, events)]
        else:
            names = [run_one(make(subject[0]), store, events, Terminal())]
    raise typer.Exit(finish(names, store, as_json=json))
