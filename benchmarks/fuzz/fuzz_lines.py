"""Fuzzes the codecs of electrical instruments: mutated and random lines give a value or `Malformed`, nothing else.

Usage: `python benchmarks/fuzz/fuzz_lines.py [--lines N] [--seed N]`; 1 000 000 lines for each codec by default. Exits 1
when anything else was raised.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from drivers.codecs import counter, fluke, multimeter, scpi
from drivers.codecs.numbers import Malformed, plain_text

#: Codec: valid lines to begin with, and what is called with every line.
TARGETS: dict[str, tuple[tuple[str, ...], tuple[Callable[[str], object], ...]]] = {
    "fluke": (
        ("1.0000000E+01,V,0E+00,0,5.00E+01", "1.00000000E+02,OHM,0.0000E+00", "6145", '19,"Tripped to Dormant"'),
        (fluke.output_55, fluke.output_57, fluke.register, fluke.gross_state, fluke.explanation),
    ),
    "multimeter": (
        ("+1.00000120E+01", " 9.999872310E-01", "+9.90000000E+37", '"VOLT:DC"', "128"),
        (multimeter.reading, multimeter.function_word, multimeter.standard_events),
    ),
    "counter": (
        ("+1.21513398300000E+006", "+3.60000000000000E+004", "+9.91000000000000E+037", "+1024"),
        (counter.positive, counter.whole, counter.register),
    ),
    "scpi": (('+0,"No error"', '-222,"Data out of range"', '321,"20A Terminals must be shorted"'), (scpi.error_entry,)),
}


def mutated(random: Random, seeds: tuple[str, ...]) -> bytes:
    """A line: random bytes, or a valid one with a few changes."""
    if random.random() < 0.1:
        return random.randbytes(random.randrange(40))
    raw = bytearray(random.choice(seeds).encode())
    for _change in range(random.randrange(4)):
        at = random.randrange(len(raw) + 1)
        kind = random.randrange(4)
        if kind == 0 and at < len(raw):
            raw[at] = random.choice(b'0123456789+-.,EeV" AMU\x00\xff')
        elif kind == 1:
            raw[at:at] = random.choice((b",", b".", b"E", b"-", b"9", b" ", b"nan", b"inf", b"_", b"1e9999"))
        elif kind == 2:
            del raw[at : at + random.randrange(1, 4)]
        else:
            raw += raw[at:]
    return bytes(raw)


def fuzz(name: str, lines: int, seed: int) -> Counter[str]:
    """Outcomes of one codec, `value` and `Malformed`; raises with the line on anything else."""
    (seeds, calls), random, outcomes = TARGETS[name], Random(f"{name} {seed}"), Counter[str]()
    for _line in range(lines):
        raw = mutated(random, seeds)
        for call in calls:
            try:
                call(plain_text(raw))
            except Malformed:
                outcomes["Malformed"] += 1
            except Exception as error:
                raise AssertionError(f"{name}: {raw!r} raised {error!r}") from error
            else:
                outcomes["value"] += 1
    return outcomes


def main() -> int:
    """Fuzz every codec."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name in TARGETS:
        began = time.perf_counter()
        outcomes = fuzz(name, options.lines, options.seed)
        counts = ", ".join(f"{outcome} {count}" for outcome, count in sorted(outcomes.items()))
        print(f"{name:12} {options.lines} lines in {time.perf_counter() - began:.1f} s: {counts}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
