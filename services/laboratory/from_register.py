"""What a run needs, found in the registers: the jobs of an order, their nameplates, regulation, stage and bench."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drivers.bench import load_bench
from drivers.bench_roles import role_problems
from drivers.bench_tables import BenchFileError
from metrology.text import Text
from procedures import registry
from procedures.regulation import Stage
from procedures.role_types import needed_roles
from records.errors import RegisterError
from records.register import find_folder
from registers.instruments import INSTRUMENTS
from registers.organisations import ORGANISATIONS
from registers.steps import OPEN, another_persons, take
from registers.values import narrowed
from registers.verifications import VERIFICATIONS
from registers.work import JOBS, ORDERS
from sequencer.errors import Refused
from services.catalogue.used import catalogue_used, doubts, superseded
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.nameplates import Nameplate
from services.register.book import changing, opened_book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from procedures.base import Procedure
    from registers.book import Book
    from registers.change import Change, Row
    from registers.instruments import Instrument
    from registers.work import Job


LAST = "last"
"""Stands for the order that was taken in last."""


@dataclass(frozen=True, slots=True)
class Start:
    """A run that the registers describe.

    Attributes:
        job: Key of the job; the run states it as its order.
        regulation, stage, work, batch: As the job says, or as they follow from the instrument.
        edition: The edition of the regulation on that day.
        bench: The bench file.
        nameplate: The instrument.
        assigned: Whose job it is; empty for nobody's yet.
        follows: The run before an adjustment, which the next one follows as the as-left run; empty where there is none.
    """

    job: str
    regulation: str
    edition: str
    stage: str
    work: str
    batch: str
    bench: Path
    nameplate: Nameplate
    assigned: str = ""
    follows: str = ""

    @property
    def run_with(self) -> tuple[object, ...]:
        """What instruments on one bench have in common."""
        return self.edition, self.stage, self.work, self.bench


def starts(
    url: str,
    order: str,
    on: date,
    *,
    bench: Path | None = None,
    regulation: str = "",
    person: str = "",
    first: bool = False,
) -> list[Start]:
    """The runs that an order, or one job of it, asks for: one, or as many like the first as the bench has positions for.

    Args:
        url: The store.
        order: Number of the order, or of a job.
        on: Day of the run.
        bench: The bench file; None for that of the job, of the instrument, or the only one that fits the regulation.
        regulation: The regulation; empty for that of the job or the instrument.
        person: Who begins; jobs that are assigned to others are left out. Empty for all jobs.
        first: Take the first job where several are left and the bench takes one.

    Raises:
        Refused: Nothing of the order is left to do for this person, something is not known, or several jobs are left and
            the bench takes one.
    """
    with opened_book(url) as book:
        jobs = _of(person, _open_jobs(book, order))
        found = [_start(book, job, on, bench, regulation) for job in (jobs[:1] if first else jobs)]
        if first and len(jobs) > 1 and places_of(found[0].bench) > 1:
            found += [_start(book, job, on, bench, regulation) for job in jobs[1:]]
    if len(found) == 1:
        return found
    places = places_of(found[0].bench)
    alike = [s for s in found if s.run_with == found[0].run_with]
    if not first and (places == 1 or len(alike) == 1):
        raise _name_one([s.job for s in found])
    return alike[:places]


def places_of(bench: Path) -> int:
    """How many instruments a bench takes at once.

    Raises:
        BenchFileError: The file cannot be read.
    """
    file = load_bench(bench)
    return file.positions.count if file.positions is not None else 1


def _of(person: str, jobs: list[Row[Job]]) -> list[Row[Job]]:
    own = [row for row in jobs if not person or row.record.assigned in {"", person}]
    if not own:
        raise Refused([another_persons(row.key, row.record.assigned, person) for row in jobs])
    return own


def form_of(url: str, order: str, on: date, regulation: str = "") -> Start:
    """The one job of an order that a form is made for.

    Raises:
        Refused: As `starts`, or the order has several jobs.
    """
    with opened_book(url) as book:
        jobs = _open_jobs(book, order)
        if len(jobs) > 1:
            raise _name_one([row.key for row in jobs])
        return _start(book, jobs[0], on, None, regulation)


def _name_one(jobs: Sequence[str]) -> Refused:
    names = ", ".join(jobs)
    zh, en = f"该委托单有多项任务，请指明一项：{names}", f"the order has several jobs; name one of them: {names}"
    return Refused([Text(zh, en)])


def at_bench(url: str, jobs: Sequence[Start], person: str) -> None:
    """State that jobs are at a bench, and whose they are from now on; all or none.

    Args:
        url: The store.
        jobs: The jobs.
        person: Who verifies.

    Raises:
        RegistersError: One of them is somebody else's, or is not to be measured any more.
    """

    def work(change: Change) -> None:
        for s in jobs:
            take(change, s.job, person, str(s.bench))

    changing(url, person, "run started", work)


def _open_jobs(book: Book, order: str) -> list[Row[Job]]:
    order = narrowed(order)
    if order == LAST:
        newest = max((row.recorded, row.key) for row in book.rows(ORDERS)) if book.count(ORDERS) else ("", order)
        order = newest[1]
    rows = list(book.rows(JOBS, lambda c: (c.key == order) | (c.order == order)))
    going = [row for row in rows if row.record.state in OPEN]
    waiting = [row for row in going if row.record.state != "measured"]
    if not rows:
        zh, en = f"登记中没有委托单或任务 {order}", f"there is no order or job {order} in the register"
        raise Refused([Text(zh, en)])
    if not going:
        zh, en = f"委托单 {order} 的任务均已核验、批准或退还", f"every job of {order} is checked, approved or returned"
        raise Refused([Text(zh, en)])
    return sorted(waiting or going, key=lambda row: int(row.key.rpartition("/")[2]))


def _start(book: Book, row: Row[Job], on: date, bench: Path | None, regulation: str) -> Start:
    job, instrument = row.record, book.get(INSTRUMENTS, row.record.instrument).record
    name = regulation or job.regulation or instrument.regulation
    if not name:
        zh = f"任务 {row.key} 未写明检定规程；请用 steelyard jobs edit {row.key} --set regulation=…"
        raise Refused(
            [Text(zh, f"job {row.key} names no regulation: steelyard jobs edit {row.key} --set regulation=…")]
        )
    path = bench or _bench(job.bench or instrument.bench, name, on)
    edition = registry.edition(name, on, regulation_folders(path))
    before = next(book.rows(VERIFICATIONS, lambda c: c.key == job.as_left), None) if job.as_left else None
    stage = job.stage or (before.record.stage if before is not None else _stage(edition, instrument))
    follows = job.as_left if job.adjusted else ""
    plate = _nameplate(book, job, instrument, on)
    return Start(row.key, name, edition.regulation.id, stage, job.work, job.batch, path, plate, job.assigned, follows)


def _stage(edition: type[Procedure[Any, Any]], instrument: Instrument) -> str:
    """The first verification of an instrument is the initial one, where the regulation knows it; else its first stage."""
    stages = edition.stages()
    wanted = Stage.SUBSEQUENT if instrument.verified_on is not None else Stage.INITIAL
    return str(next(stage for stage in (wanted, Stage.INITIAL, *Stage) if stage in stages))


def _nameplate(book: Book, job: Job, instrument: Instrument, on: date) -> Nameplate:
    order = book.get(ORDERS, job.order).record
    client = book.get(ORGANISATIONS, order.client).record
    given: dict[str, Any] = {
        "name": instrument.name,
        "name_en": instrument.name_en,
        "maker": instrument.maker,
        "model": instrument.model,
        "serial": instrument.serial,
        "client": client.name,
        "client_address": client.address,
    }
    used, late = catalogue_used(book, instrument.item), superseded(book, instrument.item, on)
    notices = (*doubts(used), *((late,) if late is not None else ()))
    return Nameplate(job.instrument, {**given, **instrument.nameplate}, used, notices)


def _bench(named: str, regulation: str, on: date) -> Path:
    """The bench file that is named, seen from here or from the laboratory's folder; else the only one that fits.

    Raises:
        Refused: There is none, or several fit.
    """
    folder = _laboratory()
    if named:
        found = next((p for p in (Path(named), folder / named) if p.is_file()), None)
        if found is None:
            raise Refused(
                [Text(f"找不到检定装置文件 {named}", f"there is no bench file {named}; --bench names another")]
            )
        return found
    fits = fitting_benches(regulation, on)
    if len(fits) != 1:
        names = ", ".join(p.name for p in fits) or "–"
        zh = f"适合 {regulation} 的检定装置有 {len(fits)} 个（{names}）；请用 --bench 指明"
        raise Refused([Text(zh, f"{len(fits)} benches fit {regulation} ({names}); say which with --bench")])
    return fits[0]


def fitting_benches(regulation: str, on: date) -> list[Path]:
    """The bench files of the laboratory whose roles fit a regulation, by name.

    Raises:
        ProcedureError: The regulation is not known, or not in force.
    """
    return [path for path in bench_files() if _fits(path, regulation, on)]


def bench_files() -> list[Path]:
    """The bench files of the laboratory that this is in, by name."""
    return sorted((_laboratory() / "benches").glob("*.toml"))


def _laboratory() -> Path:
    """The laboratory's folder that this is in; else this one."""
    try:
        return find_folder(Path.cwd() / "anything")
    except RegisterError:
        return Path.cwd()


def _fits(path: Path, regulation: str, on: date) -> bool:
    needed = needed_roles(registry.edition(regulation, on, regulation_folders(path)))
    try:
        return not role_problems(load_bench(path), needed)
    except BenchFileError:
        return False
