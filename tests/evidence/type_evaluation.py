"""A type evaluation by R 76 of an honest scale and of one with each defect: which cells do not conform.

    python -m tests.evidence.type_evaluation

runs every cell of the plan for each sample, and compares what does not conform with what the defect is to show in.
"""

import os
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

from sequencer.errors import Interrupted
from services.campaigns.deciding import decide
from services.campaigns.planning import plan
from services.campaigns.running import Work, fill
from services.campaigns.state import CampaignState
from services.campaigns.verifying import verify
from services.events import Events
from services.laboratory.example import write_example

DAY = date(2026, 11, 30)
HONEST = "TE-2026-0001"
MOST_STOPS = 5
EXPECTED: dict[str, tuple[str, set[str]]] = {
    HONEST: ("", set()),
    "TE-2026-0101": (
        "span_temperature",
        {"temperature/2-high", "temperature/3-low", "temperature/4-five", "damp-heat/2-high"},
    ),
    "TE-2026-0102": ("zero_temperature", {f"no_load {k}" for k in ("2-high", "3-low", "4-five", "5-reference")}),
    "TE-2026-0103": ("undervoltage", {"voltage/1-low"}),
    "TE-2026-0104": ("moisture", {"damp-heat/2-high"}),
    "TE-2026-0105": ("bursts", {"bursts-mains"}),
    "TE-2026-0106": ("discharge", {"esd-contact"}),
    "TE-2026-0107": ("ageing", {"drift"}),
    "TE-2026-0108": ("corner", {"eccentricity"}),
    "TE-2026-0109": ("creeping", {"creep"}),
    "TE-2026-0110": ("blanking", set()),
}
"""Serial number of each sample of the simulated bench: its defect, and what does not conform."""


def laboratory(folder: Path, serials: list[str]) -> Path:
    """A laboratory with a subject file for each sample, and the campaign file."""
    write_example("OIML R 76 TYPE", folder)
    good = (folder / "subjects/type_scale.toml").read_text("utf-8")
    for n, serial in enumerate(serials):
        (folder / f"subjects/s{n}.toml").write_text(good.replace(HONEST, serial), "utf-8")
    samples = ", ".join(f'S{n} = "subjects/s{n}.toml"' for n in range(len(serials)))
    file = folder / "campaign.toml"
    head = f'[campaign]\nid = "TE-1"\nkind = "type-evaluation"\ndate = {DAY}\n\n'
    file.write_text(f'{head}[type]\nscheme = "OIML R 76"\nsamples = {{ {samples} }}\n', "utf-8")
    return file


def failing(state: CampaignState) -> dict[str, set[str]]:
    """What does not conform, by serial number."""
    serials = {s.key: str(s.nameplate["serial"]) for s in state.plan.samples}
    found: dict[str, set[str]] = {serial: set() for serial in serials.values()}
    for r in state.judgement.requirements:
        if r.outcome == "not_conform":
            sample = r.cells[0].partition("/")[0]
            kind, _, rest = r.key.partition("/")
            key = rest.partition("/")[2]
            short = {"cell": key, "no_load": f"no_load {key.rpartition('/')[2]}", "drift": "drift"}[kind]
            found[serials[sample]].add(short)
    return found


def filled(url: str, cell: str, work: Work) -> int:
    """Fill a cell; a run that stops, such as at a reading that is refused, goes on. How often it did."""
    for stops in range(MOST_STOPS):
        try:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                fill("TE-1", url, [cell], work, Events())
        except Interrupted:
            continue
        return stops
    raise RuntimeError(f"{cell} stopped {MOST_STOPS} times")


def main() -> int:
    """Run all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "laboratory"
        os.environ["STEELYARD_KEYS"] = str(Path(name) / "keys")
        file, url = laboratory(folder, list(EXPECTED)), str(Path(name) / "runs.sqlite")
        state = plan(file, url)
        work = Work(folder / "benches/type_scale.toml", DAY, seed=7)
        began, resumed = time.process_time(), 0
        for cell in state.plan.cells:
            resumed += filled(url, cell.key, work)
        state = decide("TE-1", url, operator="", bench=work.bench)
        found, wrong = failing(state), 0
        for serial, (defect, expected) in EXPECTED.items():
            same = found[serial] == expected
            wrong += not same
            sys.stdout.write(f"{'ok ' if same else 'BAD'} {serial} {defect or 'honest':18} {sorted(found[serial])}\n")
        again = verify("TE-1", url).problems
        used = time.process_time() - began
        sys.stdout.write(f"{len(state.cells)} cells, {used:.0f} s of processor time; {state.judgement.outcome}; ")
        sys.stdout.write(f"{resumed} resumed; computed again: {len(again)} differences\n")
    return int(bool(wrong or again))


if __name__ == "__main__":
    sys.exit(main())
