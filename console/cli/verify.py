"""`steelyard verify`: check the integrity of stored runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.catalogue import messages as m
from console.catalogue import witness_texts as w
from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.screen import plain, print_json, tell
from console.language import localised

if TYPE_CHECKING:
    from records.integrity import Break
    from records.verification import Verification
    from records.witness.comparing import Compared


def verify(
    run: Annotated[str, typer.Argument(metavar="[RUN]")] = "",
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE")] = None,
    witness: Annotated[bool, typer.Option("--witness")] = False,  # noqa: FBT002
    witness_at: Annotated[str, typer.Option("--witness-at", metavar="ADDRESS")] = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Check chain, seals and ledger of a run, or of the whole store: 0 intact, 1 names what is broken or missing."""
    from services.verify import verify_bundle_file, verify_runs
    from services.witness import against_witness

    if run.endswith(".bundle"):
        name, problem = verify_bundle_file(Path(run), key, store)
        if json:
            print_json({"runs": [name], "intact": problem is None, "first_broken": _broken(problem)})
        else:
            _tell_run(name, problem)
        raise typer.Exit(1 if problem else 0)
    found = verify_runs(run, store)
    known = against_witness(store, witness_at) if witness or witness_at else None
    if json:
        print_json(_document(found) | ({"witness": _witness(known)} if known is not None else {}))
    else:
        tell_audit(found)
        if known is not None:
            _tell_witness(known)
    raise typer.Exit(0 if found.intact and (known is None or known.sound) else 1)


def _document(found: Verification) -> dict[str, Any]:
    head = found.ledger.head
    return {
        "runs": [run for run, _ in found.runs],
        "intact": found.intact,
        "first_broken": _broken(found.broken[0] if found.broken else None),
        "broken": [_broken(b) for b in found.broken],
        "ledger": {"store": head.store, "entry": head.n, "hash": head.hash, "runs": head.runs} if head else None,
        "missing": [{"number": number, "run": run} for number, run in sorted(found.missing.items())],
        "problems": [p._asdict() for p in found.problems],
        "remarks": [r._asdict() for r in found.remarks],
    }


def _broken(problem: Break | None) -> dict[str, Any] | None:
    return {"run": problem.run, "entry": problem.seq, "problem": problem.problem} if problem else None


def _witness(known: Compared) -> dict[str, Any]:
    head = known.head
    return {
        "address": known.address,
        "log": head.log if head is not None else None,
        "entries": known.known,
        "sound": known.sound,
        "contradictions": [{"mark": mark, **c._asdict()} for mark, c in known.contradictions.items()],
        "problems": [p._asdict() for p in known.problems],
        "remarks": [r._asdict() for r in known.remarks],
        "untold": [run.run for run in known.untold],
    }


def _tell_witness(known: Compared) -> None:
    for finding in (*known.contradictions.values(), *known.problems):
        tell(m.PROBLEM, text=localised(finding._asdict()))
    for remark in known.remarks:
        tell(m.PROBLEM_REMARK, text=localised(remark._asdict()))
    for run in known.untold:
        tell(w.UNTOLD, run=run.run)
    if known.head is not None:
        said = {"address": plain(known.address), "log": known.head.log, "known": known.known}
        tell(w.COMPARED, **said, time=known.head.time)


def tell_audit(found: Verification) -> None:
    """What an audit found, for a person."""
    if not found.runs:
        tell(m.NOTHING_CHECKED)
    for run, problem in found.runs:
        _tell_run(run, problem)
    for finding in found.problems:
        tell(m.PROBLEM, text=localised(finding._asdict()))
    for remark in found.remarks:
        tell(m.PROBLEM_REMARK, text=localised(remark._asdict()))
    head = found.ledger.head
    if head is not None:
        known = {"store": head.store[:12], "entry": head.n, "runs": head.runs, "hash": head.hash[:16]}
        tell(m.LEDGER, **known, time=found.ledger.time[:19])


def _tell_run(run: str, problem: Break | None) -> None:
    if problem:
        tell(m.BROKEN, problem=problem)
    else:
        tell(m.INTACT, run=run)
