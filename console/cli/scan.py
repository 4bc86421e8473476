"""`steelyard scan`: what a scanned code is, and what is next with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from services.register.scan import Scanned


def scan(
    code: Annotated[str, typer.Argument(metavar="CODE")] = "",
    start: Annotated[bool, typer.Option("--run")] = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Look up a code from a reader that types like a keyboard; without CODE, one line after the other."""
    from registers.errors import RegistersError
    from services.register.scan import scanned

    if code or json or start:
        found = scanned(store, code or sys.stdin.readline())
        _show(found, as_json=json)
        if start:
            _run(found, store, as_json=json)
        return
    from console.cli.failures import report

    for line in sys.stdin:
        if line.strip():
            try:
                _show(scanned(store, line), as_json=False)
            except RegistersError as error:
                report(error)  # the next code is awaited


def _show(found: Scanned, *, as_json: bool) -> None:
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, tell
    from registers.record import all_fields

    if as_json:
        row = found.instrument
        instrument: dict[str, Any] = {} if row is None else {"instrument": {"key": row.key, **all_fields(row.record)}}
        print_json({"code": found.code, "kind": found.kind, "key": found.key, "jobs": list(found.jobs), **instrument})
        return
    typer.echo(f"{found.kind} {found.key}")
    if found.instrument is not None:
        of = found.instrument.record
        until = of.valid_until.isoformat() if of.valid_until else "–"
        tell(
            m.SCANNED,
            key=found.instrument.key,
            name=plain(of.name),
            model=plain(of.model),
            serial=plain(of.serial),
            until=until,
        )
    for job in found.jobs:
        tell(m.RUN_IT, job=job)
    if not found.jobs:
        tell(m.NOTHING_OPEN)


def _run(found: Scanned, store: str, *, as_json: bool) -> None:
    from console.catalogue import register_messages as m
    from console.cli.run import run
    from sequencer.errors import Refused

    if len(found.jobs) != 1 and found.kind != "order":
        raise Refused([m.NOT_ONE_JOB])
    run(order=found.jobs[0] if len(found.jobs) == 1 else found.key, store=store, json=as_json)
