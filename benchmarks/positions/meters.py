"""Forty-eight electricity meters on one bench: the run in virtual time, and their documents.

    python benchmarks/positions/meters.py [POSITIONS]

Class 1, three elements, direct connection, every load point of JJG 596-2012, over real sockets and the real protocols
(Modbus, DL/T 645), with a signed journal on disk for every position. Then certificate and record of every meter.
Printed are seconds of the run and of the documents as a user starts them: `steelyard run` and `steelyard report`.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONFIG = Path(__file__).parents[2] / "config"


def subjects(folder: Path, count: int) -> list[Path]:
    """So many honest meters."""
    plate = (CONFIG / "subjects/electricity-meter.toml").read_text("utf-8")
    files = []
    for n in range(count):
        file = folder / f"subjects/meter-{n}.toml"
        file.write_text(plate.replace("202611000001", str(202611001001 + n)), "utf-8")
        files.append(file)
    return files


def main(count: int = 48) -> None:
    """Run, print, time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "laboratory"
        shutil.copytree(CONFIG, folder)
        words = [w for file in subjects(folder, count) for w in ("--subject", str(file))]
        bench, store = folder / "benches/electricity-meters.toml", folder / "store.sqlite"
        begun = time.perf_counter()
        command = ["steelyard", "run", "JJG 596", "--bench", str(bench), "--store", str(store), "--date", "2026-11-23"]
        said = subprocess.run([*command, *words], cwd=folder, capture_output=True, text=True, check=False)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(said.stdout[-300:], said.stderr[-300:])
        print(f"{count} positions: exit {said.returncode}, {used.ru_utime + used.ru_stime:.1f} s of processor", end="")
        print(f", {time.perf_counter() - begun:.1f} s on the wall")
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = ["steelyard", "report", "last", "--positions", "-o", "documents", "--store", str(store)]
        files = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.splitlines()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
        print(f"{len(files)} documents: {seconds:.1f} s of processor, {time.perf_counter() - begun:.1f} s on the wall")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
