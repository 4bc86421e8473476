"""`steelyard verify`: check the integrity of stored runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.screen import both, plain, print_json, say

if TYPE_CHECKING:
    from records.integrity import Break
    from records.verification import Verification


def verify(
    run: Annotated[
        str, typer.Argument(metavar="[RUN]", help="Run id, `last`, or a bundle; every run when absent.")
    ] = "",
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="For a bundle: the public key of its station, from its owner."),
    ] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Check chain, seals and ledger of a run, or of the whole store: 0 intact, 1 names what is broken or missing."""
    from services.verify import verify_bundle_file, verify_runs

    if run.endswith(".bundle"):
        name, problem = verify_bundle_file(Path(run), key, store)
        if json:
            print_json({"runs": [name], "intact": problem is None, "first_broken": _broken(problem)})
        else:
            say(_mark(name, problem))
        raise typer.Exit(1 if problem else 0)
    found = verify_runs(run, store)
    if json:
        print_json(_document(found))
    else:
        tell(found)
    raise typer.Exit(0 if found.intact else 1)


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


def tell(found: Verification) -> None:
    """What an audit found, for a person."""
    if not found.runs:
        say(both({"zh": "没有检定记录，什么也没有核对", "en": "no runs, nothing was checked"}))
    for run, problem in found.runs:
        say(_mark(run, problem))
    for finding in found.problems:
        say(f"[bold red]✗[/] {both(finding._asdict())}")
    for remark in found.remarks:
        say(f"[yellow]![/] {both(remark._asdict())}")
    head = found.ledger.head
    if head is not None:
        name = f"{head.store[:12]}，第 {head.n} 条 entry，检定 {head.runs} 次 runs"
        say(f"  台账 ledger {name}，{found.ledger.time[:19]}Z，{head.hash[:16]}")


def _mark(run: str, problem: Break | None) -> str:
    if problem:
        return f"[bold red]✗[/] {plain(problem)}"
    return f"[bold green]✓[/] {plain(run)} {both({'zh': '完整', 'en': 'intact'})}"
