"""The demonstration laboratory with a client, gauges and orders in its registers, for tests of the queue."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from services.laboratory import gate_facts, plan
from services.register.book import changing
from services.runs import resume_gates
from services.runs.run import run
from services.starting.intake import Intake, Taken, take_in_next
from services.starting.proposal import Chosen, propose
from tests.services.store_of_runs import Person, stopping_at

CONFIG = Path(__file__).parents[2] / "config"
DAY = date(2026, 11, 23)
PLATE = {
    "class": "1.6",
    "lower": "0 MPa",
    "upper": "1.6 MPa",
    "division": "0.05 MPa",
    "numbered_marks": ["0 MPa", "0.4 MPa", "0.8 MPa", "1.2 MPa", "1.6 MPa"],
    "stop_pin": True,
    "case_diameter": "100 mm",
}
GAUGE = Instrument(
    name="一般压力表",
    name_en="General-purpose pressure gauge",
    maker="示范仪表有限公司",
    model="Y-100",
    serial="G-2026-0101",
    code="PG-1",
    owner="HEAT",
    regulation="JJG 52",
    bench="benches/gauge.toml",
    nameplate=PLATE,
)


@dataclass
class Laboratory:
    """The laboratory.

    Attributes:
        folder: Its folder, which is the current one.
        url: Its store.
        gauge: Key of its gauge.
    """

    folder: Path
    url: str
    gauge: str

    def intake(self, *codes: str, person: str = "V001", **more: object) -> list[Taken]:
        """Take in gauges of the model, all in one order."""
        taken: list[Taken] = []
        for code in codes:
            order = taken[0].order if taken else ""
            fields = {"like": self.gauge, "order": order, **more}
            taken.append(take_in_next(self.url, code, Intake(**fields), DAY, person))  # type: ignore[arg-type]
        return taken

    def run(self, job: str, *, person: str = "V001", stop: int = 0, chosen: Chosen | None = None) -> str:
        """Do a job to its end, or to a reading at which the computer is stopped."""
        from services.events import Events
        from services.laboratory.from_register import at_bench

        found = propose(self.url, job, DAY, person, *([chosen] if chosen else []), seed=7)
        assert found.ready, found
        assert found.job is not None
        assert found.start is not None
        at_bench(self.url, [found.start], person)
        return run(found.job, self.url, stopping_at(stop) if stop else Events(), Person(found.job))


@contextmanager
def laboratory(folder: Path) -> Iterator[Laboratory]:
    """The laboratory in a folder, on a day when its standards are in date."""
    shutil.copytree(CONFIG, folder / "lab")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "lab")
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setenv("STEELYARD_PERSON", "C001")
        for module in (gate_facts, resume_gates, plan):
            patch.setattr(module, "real_day", lambda _: DAY)
        url = str(folder / "lab/runs.sqlite")

        def work(change):  # type: ignore[no-untyped-def]
            change.add(ORGANISATIONS, Organisation(name="示范热力有限公司", division="530103"), "HEAT")
            return change.add(INSTRUMENTS, GAUGE)

        yield Laboratory(folder / "lab", url, changing(url, "C001", "set up", work))
