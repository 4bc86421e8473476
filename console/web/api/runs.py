"""Runs: the list, one with its entries and documents, its events while it goes on, verify and replay."""

from __future__ import annotations

import tempfile
from pathlib import Path as Folder
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from msgspec import to_builtins

from console.catalogue import web_api as m
from console.web.api.asking import Place, Viewer, needs
from console.web.api.refusals import NotThere, filled, refusals
from console.web.api.shapes import Audit, Documents, Entries, Frames, Replay, RunDetails, Runs
from console.web.api.streams import RESPONSES, After, LastEventId, Seconds, number_of, stream
from records.entries import Closed
from records.run_index import Search
from records.store import Store
from services.accounts.roles import Action
from services.documents import write_all
from services.runs.history import history
from services.runs.replay import replay_run
from services.runs.run_summary import run_details
from services.runs.traffic import traffic
from services.verify import verify_runs

runs = APIRouter(prefix="/runs", tags=["runs"])
RunName = Annotated[
    str,
    Path(
        pattern=r"^[0-9A-Za-z-]{1,80}$",
        description="Name of a run, the beginning of one, or `last`.",
        examples=["last"],
    ),
]
Name = Annotated[str, Path(pattern=r"^[^/\\]{1,200}$", examples=["certificate.pdf"])]


Sought = Annotated[str, Query(max_length=100)]
Day = Annotated[str, Query(max_length=10, description="A day, as `2026-11-23`.")]


@runs.get("", response_model=Runs, responses=refusals(409))
def list_runs(
    console: Place, _: Viewer, order: Sought = "", batch: Sought = "", serial: Sought = "", regulation: Sought = "",
    operator: Sought = "", bench: Sought = "", client: Sought = "", outcome: Sought = "",
    since: Annotated[Day, Query(alias="from")] = "", until: Annotated[Day, Query(alias="to")] = "",
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> dict[str, Any]:  # fmt: skip
    """List the runs that answer a search, newest first, also those that the ledger states and that are missing."""
    search = Search(serial, regulation, operator, bench, client, outcome, since, until, order, batch)
    return history(console.store, search, offset, limit)


@runs.get("/{run}", response_model=RunDetails, responses=refusals(404, 409))
def one_run(console: Place, _: Viewer, run: RunName) -> dict[str, Any]:
    """Show a run with every conclusion and observation."""
    return run_details(run, console.store)


@runs.get("/{run}/entries", response_model=Entries, responses=refusals(404, 409))
def entries(
    console: Place, _: Viewer, run: RunName, after: Annotated[int, Query(ge=-1, le=2**31 - 1)] = -1,
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
) -> dict[str, Any]:  # fmt: skip
    """Give entries of the journal as they were written, after a number."""
    name, found, _ended = _entries(console.store, run, after)
    found = found[:limit]
    return {"run": name, "entries": found, "next": found[-1]["seq"] if found else after}


@runs.get("/{run}/traffic", response_model=Frames, responses=refusals(404, 409))
def frames(
    console: Place, _: Viewer, run: RunName, role: Sought = "", direction: Annotated[str, Query(pattern="^(sent|received)?$")] = "",
    sought: Annotated[str, Query(max_length=100, description="Part of the bytes, as text or in hexadecimal.")] = "",
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0, limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
) -> dict[str, Any]:  # fmt: skip
    """Give the frames that went over the links of the bench, in order."""
    found = traffic(console.store, run, role=role, direction=direction, sought=sought, offset=offset, limit=limit)
    return {"run": found.run, "frames": [f.document() for f in found.frames], "total": found.total}


@runs.get("/{run}/events", responses={**refusals(404, 409), **RESPONSES}, response_class=Response)
async def events(
    request: Request, console: Place, _: Viewer, run: RunName, after: After = 0, last_event_id: LastEventId = "",
    seconds: Seconds = 60,
) -> Response:  # fmt: skip
    """Follow a run entry by entry, also one that another process performs; the number of an entry is its `seq` + 1."""

    def look(number: int) -> tuple[list[tuple[int, str, Any]], bool]:
        _name, found, ended = _entries(console.store, run, number - 1)
        return [(e["seq"] + 1, e["kind"], e) for e in found], ended

    allowed = needs(Action.VIEW)
    token = request.headers.get("authorization", "")
    return await stream(look, number_of(last_event_id, after), seconds, lambda: again(allowed, request, console, token))


@runs.get("/{run}/documents", response_model=Documents, responses=refusals(404, 409))
def documents(console: Place, _: Viewer, run: RunName) -> dict[str, Any]:
    """Name the documents of a finished run, the legal one first."""
    name, found = _documents(console.store, run)
    return {"run": name, "documents": list(found)}


@runs.get(
    "/{run}/documents/{name}", response_class=Response,
    responses={**refusals(404, 409), 200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}},
)  # fmt: skip
def document(console: Place, _: Viewer, run: RunName, name: Name) -> Response:
    """Give one document, as `steelyard report` writes it."""
    found = _documents(console.store, run)[1].get(name)
    if found is None:
        raise NotThere([filled(m.NO_DOCUMENT, name=name)])
    kind = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
    return Response(found, media_type=kind, headers={"Content-Disposition": "inline"})


@runs.get("/{run}/verify", response_model=Audit, responses=refusals(404, 409))
def verify(console: Place, _: Viewer, run: RunName) -> dict[str, Any]:
    """Check chain, seals and ledger of a run."""
    found = verify_runs(run, console.store)
    name, broken = found.runs[0]
    return {
        "run": name,
        "intact": found.intact,
        "first_broken": str(broken) if broken else None,
        "problems": [{"zh": p.zh, "en": p.en} for p in found.problems],
    }


@runs.get("/{run}/replay", response_model=Replay, responses=refusals(404, 409))
def replay(console: Place, _: Viewer, run: RunName) -> dict[str, Any]:
    """Compute every conclusion again from the journal."""
    return replay_run(run, console.store)


def again(allowed: Any, request: Request, console: Place, authorization: str) -> None:
    """Ask again whether somebody may look.

    Raises:
        AccessRefused: They may not, or no longer.
    """
    from fastapi.security import HTTPAuthorizationCredentials

    scheme, _, secret = authorization.partition(" ")
    token = HTTPAuthorizationCredentials(scheme=scheme, credentials=secret) if scheme.lower() == "bearer" else None
    allowed(request, console, token)


def _entries(url: str, run: str, after: int) -> tuple[str, list[dict[str, Any]], bool]:
    store = Store(url, read_only=True)
    try:
        name = store.find(run)
        last = store.last(name)
        found = store.events(name) if last is not None and last[0] > after else []
        ended = any(e.kind == Closed.entry_kind for e in found) if found else _closed(store, name)
    finally:
        store.close()
    return name, [to_builtins(e._asdict()) for e in found if e.seq > after], ended


def _closed(store: Store, run: str) -> bool:
    line = store.line(run)
    return line is not None and line.closed


def _documents(url: str, run: str) -> tuple[str, dict[str, bytes]]:
    store = Store(url, read_only=True)
    try:
        name = store.find(run)
    finally:
        store.close()
    with tempfile.TemporaryDirectory() as folder:
        written = next(iter(write_all(url, [name], Folder(folder))))
        return name, {path.name: path.read_bytes() for path in written.files}
