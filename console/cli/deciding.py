"""`run`, `form`, `plan`: verify an instrument, on a bench or from a form."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import (
    DEFAULT_STORE,
    BenchFile,
    DateOption,
    Json,
    Regulation,
    Stage,
    StageOption,
    Store,
    SubjectFile,
    SubjectFiles,
    day,
)

Seed = Annotated[
    int, typer.Option("--seed", help="Seed of the simulated laboratory; the same seed gives the same readings.")
]
Operator = Annotated[str, typer.Option("--operator", metavar="ID", help="Verifier, as people.toml names them.")]
Override = Annotated[
    list[str] | None,
    typer.Option(
        "--override",
        metavar="GATE:PERSON:REASON",
        help="Let a start gate pass; who may is said in people.toml, and every document prints it. May be repeated.",
    ),
]
Readings = Annotated[
    Path | None, typer.Option("--readings", help="Filled-in form: decide it instead of asking the bench.")
]


def run(
    regulation: Regulation,
    bench: BenchFile,
    subject: SubjectFiles,
    stage: StageOption = Stage.INITIAL,
    date: DateOption = None,
    seed: Seed = 0,
    readings: Readings = None,
    operator: Operator = "",
    override: Override = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Verify an instrument by the edition of REG in force on the date; prints the run id and the verdict."""
    from console.cli.ending import finish, telling_interruptions
    from services.positions import start_together
    from services.prepare import prepare
    from services.run import decide_form, start

    if readings and len(subject) > 1:
        raise typer.BadParameter("a form belongs to one instrument; decide forms one by one", param_hint="--readings")
    make = partial(
        prepare, regulation, bench, stage=stage, on=day(date), seed=seed, operator=operator, override=override or ()
    )
    with telling_interruptions(store, as_json=json):
        if len(subject) > 1:
            jobs = [make(path, position=str(n)) for n, path in enumerate(subject, 1)]
            names = start_together(jobs, store, bench)
        elif readings:
            names = [decide_form(make(subject[0], source="form"), readings, store)]
        else:
            names = [start(make(subject[0]), store)]
    raise typer.Exit(finish(names, store, as_json=json))


def form(
    regulation: Regulation,
    subject: SubjectFile,
    stage: StageOption = Stage.INITIAL,
    date: DateOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; default: standard output.")
    ] = None,
) -> None:
    """Write an empty record form: one row for each reading, to be filled in and given to `run --readings`."""
    from records.journal import MemoryJournal, new_run_id, utc_now
    from sequencer.form import empty_form
    from sequencer.session import preview
    from services.prepare import bare, identity_for

    setup = bare(regulation, subject, stage=stage, on=day(date))
    identity = identity_for(setup, f"F{new_run_id(utc_now())}")
    text = empty_form(preview(setup, MemoryJournal()).questions, identity)
    if output is None:
        typer.echo(text, nl=False)
        return
    output.write_bytes(b"\xef\xbb\xbf" + text.encode())  # a BOM, so that Excel shows Chinese
    from console.cli.screen import plain, say

    say(f"{plain(output)}: fill in column `value`, then `steelyard run … --readings {plain(output)}`")


def plan(
    regulation: Regulation,
    bench: BenchFile,
    subject: SubjectFile,
    stage: StageOption = Stage.INITIAL,
    date: DateOption = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show what a run would do: nameplate check, items, points with their reasons, duration. Touches nothing."""
    from console.cli.planning import as_document, show_plan
    from console.cli.screen import print_json
    from services.prepare import prepare

    job = prepare(regulation, bench, subject, stage=stage, on=day(date), seed=0, operator="")
    document = as_document(job)
    if json:
        print_json(document)
    else:
        show_plan(document)
