"""`steelyard materials`: lots of reference materials, beside what every register has: temperatures, release, certificates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.changes import By, Key, Why
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, BenchFile, Json, Store
from console.cli.registers import group

if TYPE_CHECKING:
    from metrology.text import Text

materials = group("materials")


@materials.command("record", cls=Command)
def record(
    lot: Annotated[str, typer.Argument(metavar="LOT")],
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Enter the file of a temperature logger for a lot; exit code 1 where the lot may not be used now."""
    from services.materials.keeping import record as enter

    key, reasons = enter(store, lot, file, by, reason)
    _told(key, reasons, as_json=json)


@materials.command("release", cls=Command)
def release(
    key: Key,
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Release a temperature record that is broken, with a reason; exit code 1 where its lot may still not be used."""
    from services.materials.keeping import release as enter

    _told(key, enter(store, key, by, reason), as_json=json)


@materials.command("certificate", cls=Command)
def certificate(
    name: Annotated[str, typer.Argument(metavar="CAMPAIGN")],
    output: Annotated[Path, typer.Option("-o", "--output")],
    bench: BenchFile,
    approver: Annotated[str, typer.Option("--approver", metavar="ID")],
    function: Annotated[str, typer.Option("--function", metavar="TEXT")] = "",
    store: Store = DEFAULT_STORE,
) -> None:
    """Write the certificate of a reference material and the label of its units, from a campaign that conforms."""
    from services.materials.certificates import FUNCTION, write_certificate

    for file in write_certificate(name, store, output, near=bench, approver=approver, function=function or FUNCTION):
        typer.echo(file)


def _told(key: str, reasons: list[Text], *, as_json: bool) -> None:
    from console.catalogue import material_texts as t
    from console.cli.screen import print_json, say, tell, text_of

    if as_json:
        print_json({"key": key, "usable": not reasons, "reasons": [r.to_dict() for r in reasons]})
    else:
        typer.echo(key)
        tell(t.UNUSABLE if reasons else t.USABLE)
        for reason in reasons:
            say(f"  {text_of(reason.to_dict())}")
    raise typer.Exit(1 if reasons else 0)
