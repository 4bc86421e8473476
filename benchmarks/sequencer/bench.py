"""Cost of one observation: ours, the floor, and the rivals, in one run on one machine.

    python -m benchmarks.sequencer.bench [PYTHON_OF_THE_RIVALS]

See README.md. `BENCH_N` points (1000), `BENCH_R` repeats (5), `BENCH_FOLDER` the disk that is measured.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.sequencer import floor, ours
from benchmarks.sequencer.floats import REPEATS, N, line

if TYPE_CHECKING:
    from collections.abc import Callable


def ours_and_floor(folder: Path, synchronous: str) -> None:
    """In turn, so that a neighbour on the machine disturbs all alike."""
    ours.run_once(folder, f"warm-{synchronous}", synchronous)
    rows = ours.rows(folder, f"warm-{synchronous}")
    ways: dict[str, Callable[[str], tuple[float, float]]] = {
        "floor: commit and SHA-256 per point": lambda name: floor.slim(folder / name, synchronous),
        "floor, with rows as long as ours": lambda name: floor.whole(folder / name, synchronous, rows),
        "Steelyard": lambda name: ours.run_once(folder, name, synchronous),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(REPEATS):
        for place, (name, run) in enumerate(ways.items()):
            times[name].append(run(f"{synchronous}-{turn}-{place}"))
    for name, found in times.items():
        print(line(f"{name}, {synchronous}", found), flush=True)
    best = [[min(column) for column in zip(*found, strict=True)] for found in times.values()]
    (slim, slim_cpu), (whole, whole_cpu), (mine, mine_cpu) = best
    print(
        f"    {synchronous}: {mine / slim:.2f} of the floor ({mine_cpu / slim_cpu:.2f} in processor time), "
        f"{mine / whole:.2f} of the one with rows as long as ours ({mine_cpu / whole_cpu:.2f})",
        flush=True,
    )


def main(peers: str = "") -> None:
    head = f"{N} points, µs per observation"
    print(f"{head:56s} {'best':>8s} {'median':>8s} {'CPU':>8s}   load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        for synchronous in ("NORMAL", "FULL"):
            ours_and_floor(Path(folder), synchronous)
    if not peers:
        print("the rivals are skipped: no interpreter of an environment that has them was named")
        return
    root = str(Path(__file__).parents[2])
    subprocess.run([peers, "-W", "ignore", "-m", "benchmarks.sequencer.peers"], cwd=root, check=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
