"""Makes a demonstration province in a new folder, or goes on where a former start stopped."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import literal, select

from inputs.bounded import BadFile, read_toml
from metrology.text import Text
from records.errors import RecordsError
from records.schema import ledger
from registers.errors import RegistersError
from services.laboratory.template import copy_template
from services.locks.lock_files import Held as Locked
from services.locks.lock_files import held
from services.province import (
    conduct,
    further,
    institutes,
    meter_lots,
    monitored,
    papers,
    recorded,
    runs,
    standards,
    stock,
    supervised,
    users,
)
from services.province.catalogue import catalogue
from services.province.life import Life
from services.province.plan import Plan
from services.province.size import SIZES
from services.province.work import Working
from services.province.writing import Writing
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from records.store import Store
    from registers.results import Result
    from services.province.batch import Batch

FILE: Final = "province.toml"
STORE: Final = "steelyard.sqlite"


class Province(NamedTuple):
    """What a demonstration province is made from; `FILE` keeps it in the folder.

    Attributes:
        seed: The same seed makes the same registers.
        size: A key of `SIZES`.
        until: Last day of the simulated year.
        complete: Whether all of it is written.
    """

    seed: int
    size: str
    until: date
    complete: bool = False

    def text(self) -> str:
        """The file."""
        return (
            "# The demonstration province of this folder. Everything in it is simulated but the codes and names of prefectures.\n"
            f"seed = {self.seed}\nsize = {json.dumps(self.size)}\nuntil = {self.until}\ncomplete = {str(self.complete).lower()}\n"
        )


def make(
    folder: Path, seed: int, size: str, until: date, progress: Callable[[str, int, int], None]
) -> tuple[Province, int]:
    """Make a province; returns what it is made from and how many changes it has.

    Args:
        folder: A new folder, or one in which a former start stopped: what is there stays, the rest is added.
        seed: The seed.
        size: A key of `SIZES`.
        until: Last day of the year; that of the former start counts.
        progress: Called with the part that is being written, how many of its steps are done, and how many there are.

    Raises:
        RecordsError, RegistersError: The folder holds something else, or another process makes it, or it cannot be written.
        StoreError: The store cannot be written; what is written stays, and the next start goes on.
    """
    if size not in SIZES:
        names = ", ".join(SIZES)
        raise RegistersError([Text(f"没有规模“{size}”；可用 {names}", f"{size!r} is no size; there are {names}")])
    try:
        with held(f"province {folder.absolute()}", [str(folder)]):
            return _make(folder, Province(seed, size, until), progress)
    except Locked as other:
        raise RecordsError(f"{folder} is being made by another process; wait until it is done") from other


def of_folder(folder: Path) -> Province | None:
    """The province of a folder; None where there is none.

    Raises:
        RecordsError: Its file cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        table = read_toml(path)
        return Province(int(table["seed"]), str(table["size"]), table["until"], bool(table["complete"]))
    except (BadFile, KeyError, TypeError, ValueError) as error:
        raise RecordsError(f"{path} cannot be read: {error}; delete {folder} and make it again") from error


def _make(folder: Path, wanted: Province, progress: Callable[[str, int, int], None]) -> tuple[Province, int]:
    there = of_folder(folder)
    if there is None:
        plan = Plan.of(wanted.seed, wanted.size, wanted.until)
        copy_template(folder, {FILE: wanted.text(), **plan.files()})
    elif there.complete:
        raise RecordsError(f"{folder} holds a complete province; name a new folder, nothing is overwritten")
    elif (there.seed, there.size) != (wanted.seed, wanted.size):
        raise RecordsError(
            f"{folder} was begun with --seed {there.seed} --size {there.size}: go on with these, or delete {folder}"
        )
    else:
        wanted, plan = there, Plan.of(there.seed, there.size, there.until)
    key = signer(folder / "laboratory.toml")
    with closing(open_store(str(folder / STORE), folder / "benches" / "gauge.toml", key)) as store, _kept_open(store):
        results: dict[str, list[Result]] = {}
        for done, results in runs.measure(folder, str(folder / STORE), store, plan.measured, plan.bodies):  # noqa: B007
            progress("runs", done, len(plan.measured))
        verifier = next(iter(plan.bodies.values())).verifier(0)
        for done in further.measure(folder, str(folder / STORE), store, plan.others, verifier):
            progress("others", done, len(plan.others))
        for done in supervised.examine(folder, str(folder / STORE), store, plan.samplings, verifier):
            progress("samplings", done, len(plan.samplings))
        for done in meter_lots.examine(folder, str(folder / STORE), store, plan.lots, verifier):
            progress("lots", done, len(plan.lots))
        writing = Writing(store, key)
        for part, step, of, batch in _steps(plan, results):
            writing.write(batch)
            progress(part, step, of)
    made = [result for some in results.values() for result in some]
    monitored.watch(folder, plan.seed, plan.year.end)
    papers.issued(folder, str(folder / STORE), plan.size, made, plan.year.end)
    finished = folder / f".{FILE}"
    finished.write_text(wanted._replace(complete=True).text(), encoding="utf-8")
    finished.replace(folder / FILE)
    return wanted, writing.steps


@contextmanager
def _kept_open(store: Store) -> Iterator[None]:
    """A connection besides those that write: the last one to close moves the log into the file, which costs as much as a change."""
    with store.reporting(), store.engine.connect() as connection:
        connection.execute(select(literal(1)).select_from(ledger).limit(1)).all()
        connection.rollback()  # it reads nothing meanwhile, so that the log is moved when it is long
        yield


def _steps(plan: Plan, results: dict[str, list[Result]]) -> Iterator[tuple[str, int, int, Batch]]:
    seed, size, year = plan.seed, plan.size, plan.year
    first = [
        catalogue(year), users.divisions(size, year), users.organisations(plan.users, year), institutes.batch(size, year),
        standards.batch(seed, size, year),
    ]  # fmt: skip
    for n, batch in enumerate(first, 1):
        yield "foundation", n, len(first), batch
    parts = -(-len(plan.held) // stock.PART)
    for n, batch in enumerate(stock.batches(plan.held, year), 1):
        yield "stock", n, parts, batch
    planned = {day: list(some) for day, some in groupby(plan.visits, key=lambda v: v.day)}
    working = Working(seed, plan.held, year, plan.bodies, results)
    life = Life(seed, working, year, plan.users)
    days = (year.end - year.start).days
    units_known = conduct.batches(seed, year, list(users.everybody(plan.users)), plan.held, results)
    known = sorted([*units_known, *recorded.batches(year)], key=lambda pair: (pair[0], pair[1].time))
    units = {day: [batch for _, batch in some] for day, some in groupby(known, key=lambda pair: pair[0])}
    for n in range(1, days + 1):
        day = year.start + timedelta(days=n)
        for batch in units.get(day, ()):
            yield "year", n, days, batch
        yield "year", n, days, life.day(day)
        if day in planned:
            yield "year", n, days, working.day(day, planned[day])
