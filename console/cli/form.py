"""`steelyard form`: an empty record form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DateOption, Regulation, Stage, StageOption, SubjectFile, day


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
    from services.form import empty
    from services.prepare import bare

    text = empty(bare(regulation, subject, stage=stage, on=day(date)))
    if output is None:
        typer.echo(text, nl=False)
        return
    output.write_bytes(b"\xef\xbb\xbf" + text.encode())  # a BOM, so that Excel shows Chinese
    from console.cli.screen import plain, say

    say(f"{plain(output)}: fill in column `value`, then `steelyard run … --readings {plain(output)}`")
