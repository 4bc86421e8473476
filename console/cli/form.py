"""`steelyard form`: an empty record form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import (
    Batch,
    DateOption,
    Follows,
    Order,
    Regulation,
    Stage,
    StageOption,
    SubjectFile,
    WorkOption,
    day,
)


def form(
    regulation: Regulation,
    subject: SubjectFile,
    stage: StageOption = Stage.INITIAL,
    date: DateOption = None,
    work: WorkOption = None,
    order: Order = "",
    batch: Batch = "",
    follows: Follows = "",
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,  # noqa: FBT002
) -> None:
    """Write an empty record form: one row for each reading, to be filled in and given to `run --readings`."""
    from console.catalogue import messages
    from console.cli.screen import tell
    from sequencer.errors import Refused
    from services.form import empty
    from services.output import write_new
    from services.prepare import bare
    from services.purpose import Purpose

    purpose = Purpose(work or "", order, batch, follows)
    text = empty(bare(regulation, subject, stage=stage, on=day(date), purpose=purpose))
    if output is None:
        typer.echo(text, nl=False)
        return
    if output.suffix.lower() != ".csv":
        raise Refused([messages.FORM_IS_CSV])
    write_new(output, b"\xef\xbb\xbf" + text.encode(), force=force)  # a BOM, so that Excel shows Chinese
    tell(messages.FORM_NEXT, file=output)
