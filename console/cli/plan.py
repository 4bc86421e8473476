"""`steelyard plan`: what a run would do."""

from __future__ import annotations

from functools import partial

import typer

from console.cli.options import (
    BenchFile,
    DateOption,
    Json,
    Regulation,
    Stage,
    StageOption,
    SubjectFiles,
    WorkOption,
    day,
)


def plan(
    regulation: Regulation,
    bench: BenchFile,
    subject: SubjectFiles,
    stage: StageOption = Stage.INITIAL,
    date: DateOption = None,
    work: WorkOption = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show what a run would do: nameplate check, items, points with their reasons, duration. Touches nothing."""
    from console.cli.plan_view import show_plans
    from console.cli.screen import REFUSED, print_json
    from services.laboratory.plan import plan_document
    from services.laboratory.prepare import prepare
    from services.laboratory.purpose import Purpose
    from services.runs.positions import refuse_wrong_places

    purpose, many = Purpose(work or ""), len(subject) > 1
    make = partial(prepare, regulation, bench, stage=stage, on=day(date), seed=0, operator=None, purpose=purpose)
    jobs = [make(subject=path, position=str(n) if many else "") for n, path in enumerate(subject, 1)]
    if many:
        refuse_wrong_places(jobs, bench)
    documents = [plan_document(job) for job in jobs]
    if json:
        print_json({"positions": documents} if many else documents[0])
    else:
        show_plans(documents)
    raise typer.Exit(REFUSED if any(document["refusals"] for document in documents) else 0)
