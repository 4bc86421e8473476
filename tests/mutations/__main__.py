"""Change every number, comparison and edge of regulations one at a time; list the changes that no test notices.

    python -m tests.mutations                     every regulation that has a test file
    python -m tests.mutations "JJG 52"            one regulation

Exit code 0: none survives; 1: survivors, or equivalents that no longer exist; 2: nothing could be tried.
"""

from __future__ import annotations

import os
import sys
import time

from tests.mutations.data_mutants import DataMutants
from tests.mutations.equivalents import Equivalents
from tests.mutations.mutant import Mutant
from tests.mutations.python_mutants import PythonMutants
from tests.mutations.targets import ROOT, Target, targets
from tests.mutations.trial import baseline, survivors


def mutants_of(target: Target) -> list[Mutant]:
    """Every mutant of module and data file."""
    found = [mutant for module in target.import_names for mutant in PythonMutants(module)]
    return found + [mutant for file in target.data for mutant in DataMutants(file)]


def examine(target: Target) -> int:
    """Try every mutant of one regulation."""
    if not baseline(target):
        sys.stderr.write(f"{target.name}: {target.test.relative_to(ROOT)} fails as it is\n")
        return 2
    begun, known = time.monotonic(), Equivalents.of(target)
    mutants = [m for m in mutants_of(target) if m not in known]
    alive = [m for m, survives in survivors(target, mutants, os.cpu_count() or 1) if survives]
    for m in sorted(alive, key=lambda m: (str(m.file), m.line, m.column)):
        sys.stdout.write(f"{m.file.relative_to(ROOT)}:{m.line}:{m.column}: {m.before} → {m.after}    {m.context}\n")
    for entry in known.unused:
        sys.stdout.write(f"equivalents.toml: no such mutant any more: {entry}\n")
    seconds = time.monotonic() - begun
    sys.stdout.write(
        f"{target.name}: {len(mutants)} mutants, {len(alive)} survive, {known.used} equivalent; {seconds:.0f} s\n"
    )
    return 1 if alive or known.unused else 0


def main(names: list[str]) -> int:
    """Examine the regulations named."""
    try:
        chosen = targets(names)
    except LookupError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return max(map(examine, chosen), default=2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
