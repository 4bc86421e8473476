"""`steelyard run`: verify an instrument, on a bench or from a form, named by files or by an order of the register."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.help import MissingParameter
from console.cli.options import (
    DEFAULT_STORE,
    Batch,
    DateOption,
    Follows,
    Json,
    MaybeBench,
    MaybeRegulation,
    MaybeStage,
    Order,
    Stage,
    Store,
    WorkOption,
    day,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.laboratory.prepare import Job

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
MaybeSubjects = Annotated[list[Path] | None, typer.Option("--subject", metavar="FILE")]


def run(
    regulation: MaybeRegulation = "",
    bench: MaybeBench = None,
    subject: MaybeSubjects = None,
    stage: MaybeStage = None,
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
    from services.laboratory.from_register import at_bench, starts
    from services.laboratory.prepare import prepare
    from services.laboratory.purpose import Purpose

    make = partial(prepare, on=day(date), seed=seed, operator=operator, override=override or ())
    if subject or not order:
        for name, given in (("REG", regulation), ("--bench", bench), ("--subject", subject)):
            if not given:
                raise MissingParameter(name)
        purpose = Purpose(work or "", order, batch, follows)
        makers = [
            partial(make, regulation, bench, path, stage=stage or Stage.INITIAL, position=str(n), purpose=purpose)
            for n, path in enumerate(subject or (), 1)
        ]
        raise typer.Exit(perform(makers, store, readings, follows=follows, as_json=json))
    found = starts(store, order, day(date), bench=bench, regulation=regulation, person=operator)
    makers = [
        partial(
            make, s.regulation, s.bench, s.nameplate, stage=stage or s.stage, position=str(n),
            purpose=Purpose(work or s.work, s.job, batch or s.batch, follows or s.follows),
        )
        for n, s in enumerate(found, 1)
    ]  # fmt: skip
    begin = partial(at_bench, store, found)
    raise typer.Exit(perform(makers, store, readings, follows=follows, as_json=json, begin=begin))


def perform(
    makers: Sequence[Callable[..., Job]],
    store: str,
    readings: Path | None,
    *,
    follows: str,
    as_json: bool,
    begin: Callable[[str], None] | None = None,
) -> int:
    """Perform one run, or one at each position of the bench; returns the exit code.

    Args:
        makers: Prepare each of them.
        store: The store.
        readings: A filled-in form.
        follows: The run that this one repeats or continues.
        as_json: Whether the end is told as JSON.
        begin: Called with the verifier once everything could be prepared.
    """
    from console.cli.progress import on_screen
    from console.cli.summary import finish, telling_interruptions
    from console.cli.terminal import Terminal
    from services.runs.form import run_from_form
    from services.runs.positions import run_positions
    from services.runs.run import run as run_one
    from services.runs.run_control import RunControl

    many = len(makers) > 1
    if readings and many:
        raise typer.BadParameter("a form belongs to one instrument; run forms one by one", param_hint="--readings")
    if follows and many:
        raise typer.BadParameter("a run is followed by one instrument; repeat it alone", param_hint="--follows")
    events, control = on_screen(), RunControl()
    with telling_interruptions(store, as_json=as_json):
        source = {"source": "form"} if readings else {}
        jobs = [make(**source) for make in (makers if many else [partial(makers[0], position="")])]
        if begin is not None:
            begin(jobs[0].setup.opened.people.operator.id)
        if many:
            names = run_positions(
                jobs, store, Path(jobs[0].setup.opened.bench.file), events, Terminal(control), control
            )
        elif readings:
            names = [run_from_form(jobs[0], readings, store, events)]
        else:
            names = [run_one(jobs[0], store, events, Terminal(control), control)]
    return finish(names, store, as_json=as_json)
