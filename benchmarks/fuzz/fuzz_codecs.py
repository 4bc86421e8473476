"""Fuzzes every meter codec: mutated and random frames may give a value or a typed refusal, nothing else.

Usage: `python benchmarks/fuzz/fuzz_codecs.py [--frames N] [--seed N] [CODEC …]`; 1 000 000 frames for each by default.
Exits 1 when anything but `Malformed` or `Refused` was raised.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from targets import TARGETS, Target

from drivers.codecs.numbers import Malformed, Refused


def mutated(random: Random, target: Target) -> bytes:
    """A frame: random bytes, or a valid one with a few changes, its check sums mended half of the time."""
    if random.random() < 0.1:
        return random.randbytes(random.randrange(40))
    raw = bytearray.fromhex(random.choice(target.seeds))
    for _change in range(random.randrange(4)):
        at = random.randrange(len(raw) + 1)
        kind = random.randrange(5)
        if kind == 0 and at < len(raw):
            raw[at] ^= 1 << random.randrange(8)
        elif kind == 1 and at < len(raw):
            raw[at] = random.randrange(256)
        elif kind == 2:
            raw[at:at] = random.randbytes(random.randrange(1, 4))
        elif kind == 3:
            del raw[at : at + random.randrange(1, 4)]
        else:
            del raw[at:]
    return target.mend(bytes(raw)) if random.random() < 0.5 else bytes(raw)


def fuzz(name: str, frames: int, seed: int) -> Counter[str]:
    """Outcomes of one codec by name: `value`, `Malformed`, `Refused`; raises with the frame on anything else."""
    target, random, outcomes = TARGETS[name], Random(f"{name} {seed}"), Counter[str]()
    for _frame in range(frames):
        raw = mutated(random, target)
        for call in target.calls:
            try:
                call(raw)
            except (Malformed, Refused) as refused:
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
            print(error)
            failed = 1
            continue
        counts = ", ".join(f"{outcome} {count}" for outcome, count in sorted(outcomes.items()))
        print(f"{name:12} {options.frames} frames in {time.perf_counter() - began:.1f} s: {counts}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
