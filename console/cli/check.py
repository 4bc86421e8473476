"""`steelyard check`: whether a signed document, or the text of its QR, is genuine, unaltered and current."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import Json

NOT_HOLDING = 1
ENDED = frozenset({"EXPIRED", "CANCELLED", "SUPERSEDED"})


def check(
    what: Annotated[str, typer.Argument(metavar="FILE.pdf|QR")],
    trust: Annotated[list[Path], typer.Option("--trust", metavar="CERTIFICATE")],
    revoked: Annotated[list[Path] | None, typer.Option("--revoked", metavar="LIST")] = None,
    states: Annotated[Path | None, typer.Option("--list", metavar="FILE")] = None,
    store: Annotated[str, typer.Option("--store", metavar="URL")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Tell whether a document is genuine, unaltered and current, and by whom it is signed."""
    from console.catalogue import messages as m
    from console.cli.screen import print_json, tell, text_of
    from services.issuing.document_check import StoreStates, trusted
    from services.issuing.document_check import check as checked
    from services.issuing.published import ListedStates

    known, today = trusted(trust, revoked or []), dt.datetime.now().astimezone().date()
    knows = ListedStates(states.read_bytes(), known) if states is not None else StoreStates(store) if store else None
    found = checked(Path(what).read_bytes() if what.lower().endswith(".pdf") else what, known, today, knows)
    said = found.essentials
    if json:
        reasons = [reason.to_dict() for reason in found.reasons]
        signatures = [dict(zip(("role", "name", "time"), of, strict=True)) for of in found.signatures]
        print_json({"genuine": found.genuine, "state": found.state, "reasons": reasons, "document": said,
                    "signatures": signatures})  # fmt: skip
    else:
        for role, name, time in found.signatures:
            tell(m.SIGNED_BY_ROLE, role=role, name=name, time=time)
        reason = "; ".join(text_of(reason) for reason in found.reasons)
        if found.genuine:
            tell(m.GENUINE, title=said["title"], number=said["number"], instrument=said["instrument"],
                 serial=said["serial"], conclusion=said["conclusion"], until=said["valid_until"] or "—")  # fmt: skip
            tell(m.DOCUMENT_STATE, state=found.state, reason=reason)
        else:
            tell(m.NOT_GENUINE, reason=reason)
    if not found.genuine or found.state in ENDED:
        raise typer.Exit(NOT_HOLDING)
