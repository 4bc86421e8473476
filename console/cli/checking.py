"""Whether a stored run still holds: its chain, and its conclusions."""

from __future__ import annotations

from pathlib import Path

from console.cli.screen import both, plain, print_json, say


def replay_run(name: str, url: str, *, as_json: bool) -> int:
    """Recompute one run; 0 identical, 1 differs."""
    from records.errors import Damaged
    from records.journal import MemoryJournal
    from records.store import Store
    from sequencer.errors import Differs
    from sequencer.session import replay
    from services.prepare import rebuild

    store = Store(url)
    run = store.find(name)
    try:
        events = store.events(run)
        outcome, difference = str(replay(rebuild(events), MemoryJournal(run), events)), ""
    except (Damaged, Differs) as error:
        outcome, difference = "", str(error)
    if as_json:
        print_json({"run": run, "identical": not difference, "outcome": outcome, "difference": difference})
    elif difference:
        say(f"[bold red]✗[/] {run}: {plain(difference)}")
    else:
        say(f"[bold green]✓[/] {run}: {both({'zh': '复算一致', 'en': 'identical'})}，{outcome}")
    return 1 if difference else 0


def verify_runs(name: str, url: str, *, as_json: bool) -> int:
    """Check the chain of one run, of all, or of a bundle; 0 intact, 1 broken."""
    from records.bundle import SUFFIX, verify_bundle
    from records.integrity import verify
    from records.keys import trusted_keys
    from records.store import Store

    keys = trusted_keys()
    if name.endswith(SUFFIX):
        found = [verify_bundle(Path(name), keys)]
    else:
        store = Store(url)
        names = [store.find(name)] if name else store.names()
        found = [(run, verify(*store.snapshot(run), keys)) for run in names]
    broken = [b for _, b in found if b]
    if as_json:
        first = {"run": broken[0].run, "entry": broken[0].seq, "problem": broken[0].problem} if broken else None
        print_json({"runs": [run for run, _ in found], "intact": not broken, "first_broken": first})
    if not found:
        say(f"{both({'zh': '没有检定记录，什么也没有核对', 'en': 'no runs, nothing was checked'})}: {plain(url)}")
    for run, problem in found if not as_json else ():
        mark = (
            f"[bold red]✗[/] {plain(problem)}"
            if problem
            else f"[bold green]✓[/] {run} {both({'zh': '完整', 'en': 'intact'})}"
        )
        say(mark)
    return 1 if broken else 0
