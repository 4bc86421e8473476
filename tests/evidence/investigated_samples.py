"""How often simulated instruments are flagged, and how often their function is reproduced, over many seeds.

    python -m tests.evidence.investigated_samples --seeds 200 --jobs 2

The tables that this prints stand in `docs/explanation/anti-fraud.md`; dispensers are those of
`tests.evidence.investigations`. Scales have two keys, so that many seeds take minutes;
everything else is examined with the whole design of its example.
"""

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import product
from pathlib import Path

from drivers.bench import load_bench
from metrology.detection import alarm_probability, intermittent_power, limit_for, mode_difference_power
from procedures.findings import Finding, finding_of
from procedures.investigations.evidence import probability
from sequencer.session import Setup
from services.laboratory.example import write_example
from services.laboratory.prepare import prepare
from tests.evidence.direct import directly, in_wide_steps
from tests.procedures.conftest import DAY, verified

NUMBERS = ("INV 539", "INV 517", "INV 596", "INV 1148", "INV 1149", "INV 162", "INV 577", "INV 225")
ON_A_LINE, BY_THE_SECOND = {"INV 539"}, {"INV 517"}
"""On a line; and with counts by the second, for which the units sum in fine steps."""
HONEST, DRIFT, HIDDEN = "honest", "drift", "password_scale"
KEYS = re.compile(r"keys = \[.*\]")
LEAST, MOST = 0.95, 0.01
CHARGER = (0.05**2 + 0.2**2 / 12) ** 0.5
"""Standard deviation of the energy of one transaction in %: 0.05 %, and a display of 0.001 kWh in 0.5 kWh."""
POWER = {
    ("INV 539", "remote_scale"): mode_difference_power(80, 5 / 12**0.5, 6, 5),
    ("INV 517", "taxi_boost"): mode_difference_power(6, 0.08, 6, 0.5),
    ("INV 517", "small_tyre"): alarm_probability(60, 0.03 * 1000 / 60 / 0.5, limit=limit_for(60)),
    ("INV 517", "added_pulses"): alarm_probability(60, 0.03 * 1000 / 60 / 0.5, limit=limit_for(60)),
    ("INV 596", "magnet"): mode_difference_power(40, (0.1**2 + 0.1**2 / 12) ** 0.5, 6, 1.0),
    **{
        (number, case): mode_difference_power(size, CHARGER, 6, 0.5)
        for number in ("INV 1148", "INV 1149")
        for case, size in (("account_aware", 3), ("back_end_remote", 2), ("preset_aware", 3))
    },
    ("INV 1148", "intermittent"): intermittent_power(60, 0.1, 2.0, CHARGER),
    ("INV 1149", "intermittent"): intermittent_power(60, 0.1, 2.0, CHARGER),
    **{(number, "magnet"): mode_difference_power(30, 0.22, 6, 1.0) for number in ("INV 162", "INV 577", "INV 225")},
}
"""Power for the effect of the simulation, where the test is a statistical one."""


@cache
def laboratory(number: str) -> tuple[Path, str]:
    """The example of an investigation, in a folder that this process keeps; the name of its bench."""
    folder = Path(tempfile.mkdtemp(prefix="investigations-")) / "lab"
    write_example(number, folder)
    (bench,) = (folder / "benches").glob("*.toml")
    return folder, bench.stem


def samples(number: str) -> dict[str, str]:
    """Serial number of each sample of a bench, by what is wrong with it."""
    folder, name = laboratory(number)
    simulation = load_bench(folder / f"benches/{name}.toml").simulation
    assert simulation is not None
    named = {s.defect: s.serial for s in simulation.samples if s.defect}
    return {HONEST: f"{next(iter(named.values()))[:-1]}1"} | named


@cache
def subject_of(number: str, case: str) -> Path:
    """Nameplate of a sample; a scale with two keys."""
    folder, name = laboratory(number)
    text = (folder / f"subjects/{name}.toml").read_text("utf-8")
    text = KEYS.sub('keys = ["6", "M1"]', text.replace(samples(number)[HONEST], samples(number)[case]))
    subject = folder / f"subjects/{case}.toml"
    subject.write_text(text, "utf-8")
    return subject


@cache
def prepared(number: str, case: str) -> Setup:
    """The set-up of an investigation of one sample."""
    folder, name = laboratory(number)
    bench, subject = folder / f"benches/{name}.toml", subject_of(number, case)
    return prepare(number, bench, subject, stage="initial", on=DAY, seed=0, operator="").setup


def investigated(number: str, case: str, seed: int) -> Finding:
    """The class that one investigation came to: a scale on its line, everything else in memory."""
    folder, name = laboratory(number)
    bench = folder / f"benches/{name}.toml"
    if number in ON_A_LINE:
        outcome = verified(number, bench, subject_of(number, case), seed=seed).outcome
    else:
        setup = prepared(number, case)
        outcome, _items = directly(setup, bench, setup.opened.nameplate, seed)
    found = finding_of(outcome)
    assert found is not None, (number, case, seed, outcome)
    return found


def problem(case: str, classes: Counter[Finding]) -> str:
    """What is not as it must be; empty where all is."""
    n = sum(classes.values())
    flagged = (n - classes[Finding.NONE]) / n
    quiet = case in {HONEST, HIDDEN}
    if (quiet and flagged > MOST) or (not quiet and flagged < LEAST):
        return f"{case}: flagged {flagged:.1%}"
    return f"{case}: reproduced" if case in {HONEST, DRIFT, HIDDEN} and classes[Finding.REPRODUCED] else ""


def row(number: str, case: str, classes: Counter[Finding]) -> str:
    """A row of the table of the documentation."""
    n, power = sum(classes.values()), POWER.get((number, case))
    flagged = n - classes[Finding.NONE]
    return f"| {number} `{case}` | {probability(power)} | {flagged} of {n} | {classes[Finding.REPRODUCED]} |\n"


def _one(job: tuple[str, str, int]) -> Finding:
    return investigated(*job)


def main() -> int:
    """Print the table; 1 where something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--number", action="append", default=[])
    given, wrong = parser.parse_args(), list[str]()
    sys.stdout.write("| sample | power | flagged | of these reproduced |\n|---|---|---|---|\n")
    for number in given.number or NUMBERS:
        wide = None if number in BY_THE_SECOND else in_wide_steps
        with ProcessPoolExecutor(given.jobs, initializer=wide) as pool:
            for case in samples(number):
                classes = Counter(pool.map(_one, product([number], [case], range(given.seeds)), chunksize=10))
                sys.stdout.write(row(number, case, classes))
                sys.stdout.flush()
                wrong += [f"{number} {found}"] if (found := problem(case, classes)) else []
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
