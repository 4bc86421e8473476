"""`steelyard check`: whether a signed document, or the text of its QR, is genuine."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import Json

NOT_GENUINE = 1


def check(
    what: Annotated[str, typer.Argument(metavar="FILE.pdf|QR")],
    trust: Annotated[list[Path], typer.Option("--trust", metavar="CERTIFICATE")],
    revoked: Annotated[list[Path] | None, typer.Option("--revoked", metavar="LIST")] = None,
    store: Annotated[str, typer.Option("--store")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Tell whether a document is genuine and unaltered, by whom it is signed, and whether it has expired."""
    from console.catalogue import messages as m
    from console.cli.screen import print_json, tell, text_of
    from messages import both
    from services.document_state import document_state
    from services.signatures import check_document, check_qr, trusted

    known, today = trusted(trust, revoked or []), dt.date.today()  # noqa: DTZ011  the day here
    path = Path(what)
    found = check_document(path.read_bytes(), known, today) if what.endswith(".pdf") else check_qr(what, known, today)
    if found.genuine and store:
        found = replace(found, state=document_state(store, found.title, found.valid_until, today))
    if json:
        print_json(asdict(found))
    else:
        for role, name, time in found.signatures:
            tell(m.SIGNED_BY_ROLE, role=role, name=name, time=time)
        for problem in found.problems:
            tell(m.NOT_GENUINE, reason=text_of(both(problem)))
        if found.genuine:
            tell(m.GENUINE, title=found.title, until=found.valid_until or "—", state=found.state)
    if not found.genuine:
        raise typer.Exit(NOT_GENUINE)
