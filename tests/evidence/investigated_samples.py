"""How often simulated scales and taximeters are flagged, and how often their function is reproduced, over many seeds.

    python -m tests.evidence.investigated_samples --seeds 200

The table that this prints stands in `docs/explanation/anti-fraud.md`. Scales have two keys and taximeters six rides
in each state, so that many seeds take minutes.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

from drivers.bench import load_bench
from metrology.detection import alarm_probability, limit_for, mode_difference_power
from procedures.findings import Finding, finding_of
from services.example import write_example
from tests.procedures.conftest import verified

NUMBERS = ("INV 539", "INV 517", "INV 596")
HONEST, DRIFT, HIDDEN = "honest", "drift", "password_scale"
KEYS = re.compile(r"keys = \[.*\]")
LEAST, MOST = 0.95, 0.01
POWER = {
    "remote_scale": mode_difference_power(80, 5 / 12**0.5, 6, 5),
    "taxi_boost": mode_difference_power(6, 0.08, 6, 0.5),
    "small_tyre": alarm_probability(60, 0.03 * 1000 / 60 / 0.5, limit=limit_for(60)),
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


def investigated(number: str, case: str, seed: int) -> Finding:
    """The class that one investigation came to."""
    folder, name = laboratory(number)
    text = (folder / f"subjects/{name}.toml").read_text("utf-8")
    text = KEYS.sub('keys = ["6", "M1"]', text.replace(samples(number)[HONEST], samples(number)[case]))
    subject = folder / f"subjects/{case}.toml"
    subject.write_text(text, "utf-8")
    found = finding_of(verified(number, folder / f"benches/{name}.toml", subject, seed=seed).outcome)
    assert found is not None
    return found


def problem(case: str, classes: Counter[Finding]) -> str:
    """What is not as it must be; empty where all is."""
    n = sum(classes.values())
    flagged = (n - classes[Finding.NONE]) / n
    quiet = case in {HONEST, HIDDEN}
    if (quiet and flagged > MOST) or (not quiet and flagged < LEAST):
        return f"{case}: flagged {flagged:.1%}"
    return f"{case}: reproduced" if case in {HONEST, DRIFT, HIDDEN} and classes[Finding.REPRODUCED] else ""


def main() -> int:
    """Print the table; 1 where something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    given, wrong = parser.parse_args(), list[str]()
    sys.stdout.write("| sample | power | flagged | of these reproduced |\n|---|---|---|---|\n")
    for number in NUMBERS:
        for case in samples(number):
            classes = Counter(investigated(number, case, seed) for seed in range(given.seeds))
            n, power = sum(classes.values()), POWER.get(case)
            said = "—" if power is None else f"{power:.4f}"
            flagged = n - classes[Finding.NONE]
            sys.stdout.write(f"| {number} `{case}` | {said} | {flagged} of {n} | {classes[Finding.REPRODUCED]} |\n")
            sys.stdout.flush()
            wrong += [found] if (found := problem(case, classes)) else []
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
