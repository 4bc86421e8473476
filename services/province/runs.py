"""The real runs of a demonstration province: some of the visits are measured on the simulated benches, before the rest is written.

The registers are empty meanwhile, so that a run writes nothing back; its result is entered on the day that it states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec.structs import replace

from records.entries import Opened, Verdict, read
from services.events import Events
from services.laboratory.nameplates import Nameplate
from services.laboratory.prepare import prepare
from services.laboratory.purpose import Purpose
from services.province.benches import benches, defective, number
from services.province.chance import stream
from services.register.write_back import result_of
from services.runs.run import run as perform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from records.store import Store
    from registers.results import Result
    from services.province.institutes import Body
    from services.province.size import Size
    from services.province.stock import Held
    from services.province.visits import Visit

FOUND: Final = "-found"
"""End of the name of the bench file on which instruments fail as found."""


class Measured(NamedTuple):
    """A visit that is measured on a bench.

    Attributes:
        visit, held: The visit, and the instrument.
        fails, adjusted: Whether it fails as found, and conforms after an adjustment.
    """

    visit: Visit
    held: Held
    fails: bool
    adjusted: bool


def outcomes(seed: int, held: Held, visit: Visit) -> tuple[bool, bool]:
    """Whether an instrument fails as found at a visit, and whether it then conforms after an adjustment."""
    of = stream(seed, "visit", held.key, visit.time)
    fails = of.random() * 1000 < held.kind.fails
    return fails, fails and of.random() * 1000 < held.kind.adjusts


def chosen(seed: int, size: Size, held: Sequence[Held], visits: Sequence[Visit], before: int) -> list[Measured]:
    """The visits that are measured: spread over the year, and those that fail among them as often as they pass.

    Args:
        seed: The seed.
        size: How many.
        held: The stock.
        visits: All visits.
        before: How many of them are early enough: the last ones are still open.
    """
    possible = [
        Measured(v, held[v.place], *outcomes(seed, held[v.place], v))
        for v in visits[:before] if held[v.place].kind.kind in benches() and held[v.place].record.serial
    ]  # fmt: skip
    failing, passing = [m for m in possible if m.fails], [m for m in possible if not m.fails]
    wanted = [*_spread(failing, size.runs // 3), *_spread(passing, size.runs - size.runs // 3)]
    return sorted(wanted, key=lambda m: m.visit.job)


def _spread(of: Sequence[Measured], count: int) -> list[Measured]:
    """So many of a list at equal distances; each instrument once."""
    found = {of[n * len(of) // count].held.key: of[n * len(of) // count] for n in range(count)} if of else {}
    return list(found.values())


def equipped(held: Sequence[Held], places: set[int]) -> list[Held]:
    """The stock, where some instruments say on their nameplate what a bench asks for."""
    known, found = benches(), list(held)
    for place in places:
        h = found[place]
        if (of := known.get(h.kind.kind)) is not None:
            record = replace(h.record, nameplate=dict(of.nameplate), bench=of.file)
            found[place] = h._replace(record=record)
    return found


def bench_files(measured: Sequence[Measured]) -> dict[str, str]:
    """The bench files on which instruments fail as found, by name."""
    serials: dict[str, list[str]] = {}
    for m in measured:
        if m.fails:
            serials.setdefault(m.held.kind.kind, []).append(m.held.record.serial)
    return {_found(benches()[kind].file): defective(kind, some) for kind, some in serials.items()}


def measure(
    folder: Path, url: str, store: Store, measured: Sequence[Measured], bodies: Mapping[str, Body]
) -> Iterator[tuple[int, dict[str, list[Result]]]]:
    """Measure what was not measured by a former start; gives how many visits are done, and the results by job."""
    results = _there(store)
    for n, m in enumerate(measured, 1):
        done = results.setdefault(m.visit.job, [])
        for bench in _benches(m)[len(done) :]:
            follows = done[-1].run if done else ""
            done.append(_one(folder, url, store, m, bench, follows, bodies))
        yield n, results


def _benches(m: Measured) -> list[str]:
    file = benches()[m.held.kind.kind].file
    return [file] if not m.fails else [_found(file), file] if m.adjusted else [_found(file)]


def _found(file: str) -> str:
    return file.replace(".toml", f"{FOUND}.toml")


def _one(
    folder: Path, url: str, store: Store, m: Measured, bench: str, follows: str, bodies: Mapping[str, Body]
) -> Result:  # fmt: skip
    r = m.held.record
    plate: dict[str, Any] = {
        **r.nameplate,
        **{n: getattr(r, n) for n in ("name", "name_en", "maker", "model", "serial")},
    }
    job = prepare(
        number(m.held.kind), folder / bench, Nameplate(m.held.key, plate), stage="subsequent", on=m.visit.day,
        seed=m.visit.place, operator=bodies[r.division[:6]].verifier(m.visit.place),
        purpose=Purpose(order=m.visit.job, follows=follows),
    )  # fmt: skip
    return _result(store, perform(job, url, Events()))


def _there(store: Store) -> dict[str, list[Result]]:
    """The results of a former start by job."""
    found: dict[str, list[Result]] = {}
    for run in store.runs():
        if run.closed:
            result = _result(store, run.run)
            if not result.order:  # of a lot, an investigation, a sampling: see `further` and `supervised`
                continue
            found.setdefault(result.order, []).append(result)
    return found


def _result(store: Store, run: str) -> Result:
    entries = store.events(run)
    verdict = next(read(e, Verdict) for e in entries if e.kind == Verdict.entry_kind)
    return result_of(read(entries[0], Opened), run, verdict)
