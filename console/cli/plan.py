"""`steelyard plan`: what a run would do."""

from __future__ import annotations

import typer

from console.cli.options import (
    BenchFile,
    DateOption,
    Json,
    Regulation,
    Stage,
    StageOption,
    SubjectFile,
    WorkOption,
    day,
)


def plan(
    regulation: Regulation,
    bench: BenchFile,
    subject: SubjectFile,
    stage: StageOption = Stage.INITIAL,
    date: DateOption = None,
    work: WorkOption = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show what a run would do: nameplate check, items, points with their reasons, duration. Touches nothing."""
    from console.cli.plan_view import show_plan
    from console.cli.screen import REFUSED, print_json
    from services.laboratory.plan import plan_document
    from services.laboratory.prepare import prepare
    from services.laboratory.purpose import Purpose

    purpose = Purpose(work or "")
    job = prepare(regulation, bench, subject, stage=stage, on=day(date), seed=0, operator=None, purpose=purpose)
    document = plan_document(job)
    if json:
        print_json(document)
    else:
        show_plan(document)
    raise typer.Exit(REFUSED if document["refusals"] else 0)
