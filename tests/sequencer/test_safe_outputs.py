"""What the source really does when a run stops, asked of the simulated world itself."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import open_bench
from drivers.errors import LinkError
from drivers.simulation.truth import pressure_in_line
from records.journal import MemoryJournal
from sequencer.errors import Interrupted
from sequencer.reading_sources import BenchSource
from sequencer.session import perform
from services.laboratory.prepare import prepare, with_bench

CONFIG = Path(__file__).parents[2] / "config"


class StopsAt(BenchSource):
    """Stops at an address and notes the true pressure at that time."""

    def __init__(self, bench: Any, address: str, error: BaseException) -> None:
        super().__init__(bench.roles, bench.clock, None)
        self._bench, self._at, self._error = bench, address, error
        self.pressure = 0.0

    def read(self, call: Any, question: Any) -> Any:
        if question.address == self._at:
            self.pressure = true_pressure(self._bench)
            raise self._error
        return super().read(call, question)


def true_pressure(bench: Any) -> float:
    return pressure_in_line(bench.laboratory.inventory, float(bench.clock.elapsed()))


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), LinkError("gone", where="gauge", remedy="-"), ValueError("ours")]
)
def test_no_pressure_is_left_in_the_line(error: BaseException) -> None:
    job = prepare("JJG 52", CONFIG / "benches/gauge.toml", CONFIG / "subjects/gauge.toml", stage="initial",
                  on=date(2026, 11, 23), seed=7, operator="")  # fmt: skip
    journal = MemoryJournal("r")
    with open_bench(job.bench, subject=job.nameplate, seed=7) as bench:
        answers = StopsAt(bench, "indication/up/1.6MPa/after", error)
        with pytest.raises((Interrupted, ValueError)):
            perform(with_bench(job.setup, bench), journal, answers, bench.clock, make_safe=bench.make_safe)
        assert answers.pressure == pytest.approx(1600, abs=2)
        assert true_pressure(bench) == pytest.approx(0, abs=2)
    assert journal.events[-1].body["safe"] == ["source: safe state confirmed by read-back"]
