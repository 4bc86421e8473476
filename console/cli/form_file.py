"""An empty record form, on the screen or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pathlib import Path


def write_form(text: str, output: Path | None, *, force: bool) -> bool:
    """Write a form; returns whether it went into a file.

    Args:
        text: The form.
        output: The file; None for the screen.
        force: Whether a file that is there is replaced.

    Raises:
        Refused: The file is not named as CSV, or is there already.
    """
    from console.catalogue import messages
    from sequencer.errors import Refused
    from services.output import write_new

    if output is None:
        typer.echo(text, nl=False)
        return False
    if output.suffix.lower() != ".csv":
        raise Refused([messages.FORM_IS_CSV])
    write_new(output, b"\xef\xbb\xbf" + text.encode(), force=force)  # a BOM, so that Excel shows Chinese
    return True
