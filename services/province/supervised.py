"""Supervision samplings of a demonstration province: batches of pressure gauges, drawn, examined on a bench and decided.

They are made before the registers are filled; a start that was stopped goes on with the next unit.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from records import campaigns
from records.verification import ledger_of
from services.campaigns.deciding import decide
from services.campaigns.planning import plan
from services.campaigns.running import Work, fill
from services.campaigns.state import progress_of
from services.events import Events
from services.province.batch import KEY, MARK
from services.province.benches import benches, covering, number, with_samples
from services.province.further import FOLDER
from services.province.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from records.store import Store
    from services.province.days import Year
    from services.province.size import Size

KIND: Final = "pressure-gauge"
BATCHES: Final = "AB"
EVERY: Final = 45
"""Days from one sampling to the one before it."""


class Sampling(NamedTuple):
    """A sampling: its name, its day, and the batch that fails; empty for none."""

    name: str
    day: date
    fails: str


def samplings(size: Size, year: Year) -> list[Sampling]:
    """The samplings, the newest first; only that one has a batch that fails. All lie in the calendar year of the last day."""
    count = min(3, max(1, size.others // 10)) if size.others else 0
    first = max(date(year.end.year, 1, 1), year.start)
    days = [max(first, year.end - timedelta(days=30 + EVERY * n)) for n in range(count)]
    return [Sampling(f"{KEY}CC-{day.year}-{n + 1}", day, "" if n else BATCHES[-1]) for n, day in enumerate(days)]


def files(of: list[Sampling], year: Year, common: Mapping[str, str]) -> dict[str, str]:
    """The files of the samplings, each in a folder of its own.

    Args:
        of: The samplings.
        year: The year that certificates cover.
        common: ``laboratory.toml`` and ``people.toml``.
    """
    bench = benches()[KIND]
    regulation = next(number(k) for k in kinds() if k.kind == KIND)
    plate = {"name": f"一般压力表{MARK}", "name_en": "Pressure gauge (simulated)", "maker": f"示范仪表有限公司{MARK}",
             "model": "Y-100", **bench.nameplate}  # fmt: skip
    found: dict[str, str] = {}
    for s in of:
        serials = {batch: f"{s.name}-{batch}1" for batch in BATCHES}
        batches = [f"{b},示范生产者 {b}{MARK},SIM,成品库{MARK},模拟人员,{s.name}-F{b}" for b in BATCHES]
        head = {"id": s.name, "kind": "supervision"}
        how = {"regulation": regulation, "batches": "batches.csv", "units": "units.csv", "target": "98"}
        text = [
            "[campaign]", *_lines(head), f"date = {s.day}", "", "[supervision]", *_lines(how), "sample = 1", "reserve = 0",
            "accept = 0", "", "[common]", *_lines(plate),
        ]  # fmt: skip
        own = {
            **common,
            "standards.toml": covering(year, [bench.standards]),
            "bench.toml": with_samples(bench.text, bench.defect, [serials[s.fails]] if s.fails else []),
            "campaign.toml": "\n".join(text) + "\n",
            "batches.csv": "\n".join(["batch,producer,type_approval,place,sampled_by,seal", *batches]) + "\n",
            "units.csv": "\n".join(["batch,serial", *(f"{b},{serial}" for b, serial in serials.items())]) + "\n",
        }
        found |= {f"{FOLDER}/{s.name}/{name}": content for name, content in own.items()}
    return found


def _lines(table: Mapping[str, object]) -> list[str]:
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in table.items()]


def examine(folder: Path, url: str, store: Store, of: list[Sampling], operator: str) -> Iterator[int]:
    """Draw, examine and decide what a former start did not; gives how many samplings are done."""
    for n, s in enumerate(of, 1):
        here = folder / FOLDER / s.name
        steps = [p.step for p in campaigns.steps(ledger_of(store).campaigns, s.name)]
        if not steps:
            plan(here / "campaign.toml", url, operator=operator)
        if not any(isinstance(step, campaigns.Decided) for step in steps):
            progress = progress_of(s.name, url)
            for seed in range(progress.filled, len(progress.cells)):
                fill(s.name, url, (), Work(here / "bench.toml", s.day, operator, seed=seed), Events())
            decide(s.name, url, operator=operator, bench=here / "bench.toml")
        yield n
