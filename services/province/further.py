"""Runs of a demonstration province that verify no instrument: lots of prepackages, investigations, reviews of energy users.

Each kind has a laboratory folder of its own under `FOLDER`, since its bench calls other standards by the same names.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from procedures.registry import named
from records.entries import Opened, read
from services.events import Events
from services.laboratory.example import examples
from services.laboratory.nameplates import Nameplate
from services.laboratory.prepare import prepare
from services.province.batch import KEY, MARK
from services.province.benches import NOT_OF_A_NAMEPLATE, covering, with_samples
from services.runs.run import run as perform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from records.store import Store
    from services.province.days import Year
    from services.province.size import Size
    from services.province.stock import Held

FOLDER: Final = "others"


class Sort(NamedTuple):
    """A sort of such runs.

    Attributes:
        regulation: Number of the regulation.
        name: Its folder, and the beginning of serial numbers.
        stage: Stage of its runs.
        many: How many for ten of `Size.others`.
        bad: Every so manieth fails.
        kind: Kind of the instruments that are investigated; empty where the subject is no instrument.
    """

    regulation: str
    name: str
    stage: str
    many: int
    bad: int
    kind: str = ""


SORTS: Final = (
    Sort("JJF 1070", "LOT", "initial", 7, 6),
    Sort("INV 443", "INV", "initial", 2, 2, "fuel-dispenser"),
    Sort("JJF 1356", "REV", "initial", 1, 2),
)


class Other(NamedTuple):
    """Such a run: its sort, day, nameplate, and whether it fails."""

    sort: Sort
    day: date
    plate: Mapping[str, Any]
    fails: bool


def others(size: Size, year: Year, held: Sequence[Held]) -> list[Other]:
    """The runs, by sort and day."""
    found = []
    for sort in SORTS:
        count = max(1, sort.many * size.others // 10) if size.others else 0
        example, first = examples()[sort.regulation], min(p.regulation.in_force for p in named(sort.regulation))
        texts = example.good.read_text("utf-8"), example.bad
        plates = [tomllib.loads(text, parse_float=str)["instrument"] for text in texts]
        some = [h for h in held if h.kind.kind == sort.kind and h.record.serial and h.record.status == "in-use"]
        for n in range(count):
            fails = n % sort.bad == sort.bad - 1
            own: dict[str, Any] = {"serial": f"{KEY}{sort.name}-{n + 1:03d}", "maker": f"示范生产者 {n % 9 + 1}{MARK}"}
            if sort.kind and some:
                record = some[n * len(some) // count].record
                own = {name: getattr(record, name) for name in ("name", "name_en", "maker", "model", "serial")}
            day = max(year.start + timedelta(days=60 + n * 290 // count), first + timedelta(days=n))
            if day > year.end:
                continue
            found.append(Other(sort, day, {**plates[fails], **own, "client": f"示范委托单位{MARK}"}, fails))
    return found


def files(of: Sequence[Other], year: Year, common: Mapping[str, str]) -> dict[str, str]:
    """The files of the folders.

    Args:
        of: The runs.
        year: The year that certificates cover.
        common: ``laboratory.toml`` and ``people.toml``.
    """
    found: dict[str, str] = {}
    for sort in {o.sort.name: o.sort for o in of}.values():
        example, folder = examples()[sort.regulation], f"{FOLDER}/{sort.name}"
        text = example.bench.read_text("utf-8")
        samples = tomllib.loads(text).get("simulation", {}).get("samples", [])
        bad = tomllib.loads(example.bad)["instrument"]["serial"]
        defect = {k: v for k, v in next(s for s in samples if s["serial"] == bad).items() if k != "serial"}
        serials = [o.plate["serial"] for o in of if o.sort == sort and o.fails]
        found |= {f"{folder}/{name}": text for name, text in common.items()}
        found[f"{folder}/standards.toml"] = covering(year, [example.standards])
        found[f"{folder}/bench.toml"] = with_samples(text, defect, serials)
    return found


def measure(folder: Path, url: str, store: Store, of: Sequence[Other], operator: str) -> Iterator[int]:
    """Make what a former start did not; gives how many are done."""
    opened = [read(line.opened, Opened) for line in store.runs() if line.closed]
    there = {(o.regulation.id.rpartition("-")[0], o.subject.serial) for o in opened}
    for n, o in enumerate(of, 1):
        if (o.sort.regulation, o.plate["serial"]) not in there:
            plate = {k: v for k, v in o.plate.items() if k not in NOT_OF_A_NAMEPLATE or k in OWN}
            bench = folder / FOLDER / o.sort.name / "bench.toml"
            job = prepare(
                o.sort.regulation, bench, Nameplate(o.plate["serial"], plate), stage=o.sort.stage, on=o.day, seed=n,
                operator=operator,
            )  # fmt: skip
            perform(job, url, Events())
        yield n


OWN: Final = frozenset({"name", "name_en", "maker", "model", "serial", "client"})
