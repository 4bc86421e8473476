"""Change every number, comparison and edge of regulations one at a time; list the changes that no test notices.

    python -m tests.mutations                     every regulation that has a test file
    python -m tests.mutations "JJG 52"            one regulation

Tests are collected once. For each mutant a process is forked that changes what is loaded, where nothing has used it
yet, and runs the tests that read or call what is changed until one fails. What is used as soon as the regulation is
imported is imported from the changed text, and tried with every test until one fails.

Exit code 0: none survives; 1: survivors, or equivalents that no longer exist; 2: nothing could be tried.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from tests.mutations import children, trials
from tests.mutations.data_mutants import DataMutants
from tests.mutations.equivalents import Equivalents
from tests.mutations.python_mutants import PythonMutants
from tests.mutations.root import ROOT

if TYPE_CHECKING:
    from tests.mutations.mutant import Mutant
    from tests.mutations.targets import Group


def mutants_of(group: Group) -> list[Mutant]:
    """Every mutant of modules and data files."""
    found = [mutant for module in group.modules for mutant in PythonMutants(module)]
    return found + [mutant for file in group.data for mutant in DataMutants(file)]


def examine(group: Group) -> int:
    """Try every mutant of some regulations."""
    begun, known, name = time.monotonic(), Equivalents.of(group.files), ", ".join(group.names)
    mutants = [m for m in mutants_of(group) if m not in known]
    outcome = trials.tried(group, mutants, os.cpu_count() or 1)
    if outcome.failing:
        sys.stderr.write("".join(f"{name}: fails as it is: {test}\n" for test in outcome.failing))
        return 2
    alive = [mutants[n] for n in outcome.alive]
    for m in sorted(alive, key=lambda m: (str(m.file), m.line, m.column)):
        sys.stdout.write(f"{m.file.relative_to(ROOT)}:{m.line}:{m.column}: {m.before} → {m.after}    {m.context}\n")
    for entry in known.unused:
        sys.stdout.write(f"equivalents.toml: no such mutant any more: {entry}\n")
    counts = f"{len(mutants)} mutants, {len(alive)} survive, {known.used} equivalent"
    sys.stdout.write(f"{name}: {counts}; {outcome.fresh} imported; {time.monotonic() - begun:.0f} s\n")
    sys.stdout.flush()
    return 1 if alive or known.unused else 0


def asked(names: list[str]) -> list[Group] | str:
    """The groups named, or what is wrong; in a process of its own, this one imports no regulation."""
    from tests.mutations.targets import groups

    try:
        return groups(names)
    except LookupError as error:
        return str(error)


def main(names: list[str]) -> int:
    """Examine the regulations named."""
    chosen = children.forked(partial(asked, names))
    if isinstance(chosen, str):
        sys.stderr.write(f"{chosen}\n")
        return 2
    return max(map(examine, chosen), default=2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
