"""Fuzzes every codec: mutated and random messages may give a value or one of the codec's own errors, nothing else.

Usage: `python benchmarks/fuzz/fuzz_codecs.py [--frames N] [--seed N] [CODEC …]`; 1 000 000 frames for each by default.
Exits 1 when anything but a typed refusal was raised.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from targets import TARGETS


def fuzz(name: str, frames: int, seed: int) -> Counter[str]:
    """Outcomes of one codec by name: `value`, `Malformed`, …; raises with the frame on anything else."""
    target, random, outcomes = TARGETS[name], Random(f"{name} {seed}"), Counter[str]()
    for _frame in range(frames):
        raw = target.mutated(random)
        for call in target.calls:
            try:
                call(raw)
            except target.errors as refused:
                outcomes[type(refused).__name__] += 1
            except Exception as error:
                raise AssertionError(f"{name}: {raw.hex(' ')} raised {error!r}") from error
            else:
                outcomes["value"] += 1
    return outcomes


def main() -> int:
    """Fuzz what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codecs", nargs="*", metavar="CODEC")
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = 0
    for name in options.codecs or TARGETS:
        began = time.perf_counter()
        try:
            outcomes = fuzz(name, options.frames, options.seed)
        except AssertionError as error:
            print(error, flush=True)
            failed = 1
            continue
        counts = ", ".join(f"{outcome} {count}" for outcome, count in sorted(outcomes.items()))
        print(f"{name:18} {options.frames} frames in {time.perf_counter() - began:.1f} s: {counts}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
