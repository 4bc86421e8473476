"""How often each simulated dispenser is flagged, and how often its function is reproduced, over many seeds.

    python -m tests.evidence.investigations --seeds 200 --jobs 2

The table that this prints stands in `docs/explanation/anti-fraud.md`. Beside the rate stands the power that was
computed beforehand for the effect of the simulation and the number of deliveries of the example.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import product
from pathlib import Path

from drivers.bench import load_bench
from metrology.detection import intermittent_power, mode_difference_power
from procedures.findings import Finding, finding_of
from procedures.investigations.evidence import probability
from sequencer.session import Setup
from services.laboratory.example import write_example
from services.laboratory.prepare import prepare
from tests.evidence.direct import directly, in_wide_steps
from tests.real_runs import DAY

NUMBER, BENCH = "INV 443", "benches/investigated_dispenser.toml"
HONEST, DRIFT = "honest", "drift"
SIGMA, GUARD, PAIRS, DELIVERIES = (0.03**2 + 0.01**2 / 12) ** 0.5, 0.10, 6, 60
#: Differences between two states in %, of `drivers/simulation/units/investigated_dispenser.py`.
DIFFERENCES = {"pc_remote": 0.8, "k_jump": 2.0, "pulse_inject": 1.5, "preset_aware": 1.0, "verification_aware": 1.0}
LEAST, MOST = 0.95, 0.01


@cache
def laboratory() -> Path:
    """A laboratory of the example, in a folder that this process keeps."""
    folder = Path(tempfile.mkdtemp(prefix="investigations-")) / "lab"
    write_example(NUMBER, folder)
    return folder


def serials() -> Mapping[str, str]:
    """Serial number of each sample of the bench, by what is wrong with it."""
    simulation = load_bench(laboratory() / BENCH).simulation
    assert simulation is not None
    return {HONEST: "FD-INV-0001"} | {s.defect: s.serial for s in simulation.samples if s.defect}


@cache
def prepared(case: str, few: bool = False) -> Setup:
    """The set-up of an investigation of one dispenser; with fewer deliveries where only its course is tested."""
    subject = laboratory() / f"subjects/{case}.toml"
    text = (laboratory() / "subjects/investigated_dispenser.toml").read_text("utf-8")
    text = text.replace("FD-INV-0001", serials()[case])
    if few:
        text = text.replace("pairs = 6", "pairs = 4").replace("deliveries = 60", "deliveries = 30")
    subject.write_text(text, "utf-8")
    return prepare(NUMBER, laboratory() / BENCH, subject, stage="initial", on=DAY, seed=0, operator="").setup


def investigated(case: str, seed: int, *, few: bool = False) -> tuple[Finding, dict[str, str]]:
    """The class that one investigation of one dispenser came to, and the outcome of each item."""
    setup = prepared(case, few)
    outcome, items = directly(setup, laboratory() / BENCH, setup.opened.nameplate, seed)
    found = finding_of(outcome)
    assert found is not None, (case, seed, outcome)
    return found, items


def _one(job: tuple[str, int]) -> tuple[str, Finding]:
    return job[0], investigated(*job)[0]


def computed(case: str) -> float | None:
    """Power for the effect of a case; None where what is looked for either happens or does not."""
    if case in DIFFERENCES:
        return mode_difference_power(DIFFERENCES[case], SIGMA, PAIRS, GUARD)
    return intermittent_power(DELIVERIES, 0.10, 0.5, SIGMA) if case == "intermittent" else None


def counted(cases: Iterable[str], seeds: int, jobs: int, told: Callable[[str], object]) -> dict[str, Counter[Finding]]:
    """Classes of every case over so many seeds; what is known so far is told after every twenty."""
    found: dict[str, Counter[Finding]] = {case: Counter() for case in cases}
    with ProcessPoolExecutor(jobs, initializer=in_wide_steps) as pool:
        for begin in range(0, seeds, 20):
            some = range(begin, min(begin + 20, seeds))
            for case, finding in pool.map(_one, product(found, some)):
                found[case][finding] += 1
            told(f"{table(found)}\n")
    return found


def problems(found: Mapping[str, Counter[Finding]]) -> list[str]:
    """What is not as it must be: cheats flagged, honest ones not, drift never taken for a function."""
    said = []
    for case, classes in found.items():
        n = sum(classes.values())
        flagged = (n - classes[Finding.NONE]) / n
        if case == HONEST and flagged > MOST:
            said.append(f"{case}: flagged {flagged:.1%}")
        if case != HONEST and flagged < LEAST:
            said.append(f"{case}: flagged {flagged:.1%} only")
        if case in {HONEST, DRIFT} and classes[Finding.REPRODUCED]:
            said.append(f"{case}: reproduced {classes[Finding.REPRODUCED]} times")
    return said


def table(found: Mapping[str, Counter[Finding]]) -> str:
    """The table of the documentation."""
    lines = ["| dispenser | power | flagged | of these reproduced |", "|---|---|---|---|"]
    for case, classes in found.items():
        n, power = sum(classes.values()), computed(case)
        flagged = n - classes[Finding.NONE]
        lines.append(f"| `{case}` | {probability(power)} | {flagged} of {n} | {classes[Finding.REPRODUCED]} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table; 1 where something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--case", action="append", default=[])
    given = parser.parse_args()
    found = counted(given.case or list(serials()), given.seeds, given.jobs, sys.stderr.write)
    sys.stdout.write(f"{table(found)}\n")
    for problem in (wrong := problems(found)):
        sys.stderr.write(f"{problem}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
