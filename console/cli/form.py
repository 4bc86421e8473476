"""`steelyard form`: an empty record form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.help import MissingParameter
from console.cli.options import (
    DEFAULT_STORE,
    Batch,
    DateOption,
    Follows,
    MaybeRegulation,
    MaybeStage,
    Order,
    Stage,
    Store,
    WorkOption,
    day,
)

MaybeSubject = Annotated[Path | None, typer.Option("--subject", metavar="FILE")]


def form(
    regulation: MaybeRegulation = "",
    subject: MaybeSubject = None,
    stage: MaybeStage = None,
    date: DateOption = None,
    work: WorkOption = None,
    order: Order = "",
    batch: Batch = "",
    follows: Follows = "",
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
) -> None:
    """Write an empty record form: one row for each reading, to be filled in and given to `run --readings`."""
    from console.catalogue import messages
    from console.cli.form_file import write_form
    from console.cli.screen import tell
    from services.laboratory.prepare import bare
    from services.laboratory.purpose import Purpose
    from services.runs.form import empty

    if subject is None and order:
        from services.laboratory.from_register import form_of

        s = form_of(store, order, day(date), regulation)
        purpose = Purpose(work or s.work, s.job, batch or s.batch, follows)
        setup = bare(s.regulation, s.nameplate, stage=stage or s.stage, on=day(date), purpose=purpose, near=s.bench)
    elif subject is None or not regulation:
        raise MissingParameter("--subject" if regulation else "REG")
    else:
        purpose = Purpose(work or "", order, batch, follows)
        setup = bare(regulation, subject, stage=stage or Stage.INITIAL, on=day(date), purpose=purpose)
    if write_form(empty(setup), output, force=force):
        tell(messages.FORM_NEXT, file=output)
