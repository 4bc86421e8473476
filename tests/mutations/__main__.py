"""Change every number, comparison and edge of regulations one at a time; list the changes that no test notices.

    python -m tests.mutations                     every regulation that has a test file
    python -m tests.mutations "JJG 52"            one regulation
    python -m tests.mutations --figures "JJG 52"  its numbers alone, of data files and modules

Tests are collected once. For each mutant a process is forked that changes what is loaded, where nothing has used it
yet, and runs the tests that read or call what is changed until one fails. What is used as soon as the regulation is
imported is imported from the changed text, and tried with every test until one fails. As many processes are forked at
once as there are processors that this one may use (`taskset`).

Exit code 0: none survives; 1: survivors, or equivalents that no longer exist; 2: nothing could be tried.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.mutations import children, trials
from tests.mutations.data_mutants import DataMutants
from tests.mutations.equivalents import Equivalents
from tests.mutations.mutant import is_figure
from tests.mutations.python_mutants import PythonMutants
from tests.mutations.root import ROOT

if TYPE_CHECKING:
    from tests.mutations.mutant import Mutant
    from tests.mutations.targets import Group


FIGURES: Final = "--figures"


def mutants_of(group: Group, *, figures: bool = False) -> list[Mutant]:
    """Every mutant of modules and data files, or those of numbers alone."""
    found = [mutant for module in group.modules for mutant in PythonMutants(module)]
    found += [mutant for file in group.data for mutant in DataMutants(file)]
    return [mutant for mutant in found if is_figure(mutant.before)] if figures else found


def examine(group: Group, *, figures: bool = False) -> int:
    """Try every mutant of some regulations."""
    begun, known, name = time.monotonic(), Equivalents.of(group.files), ", ".join(group.names)
    mutants = [m for m in mutants_of(group, figures=figures) if m not in known]
    outcome = trials.tried(group, mutants, len(os.sched_getaffinity(0)))
    if outcome.failing:
        sys.stderr.write("".join(f"{name}: fails as it is: {test}\n" for test in outcome.failing))
        return 2
    alive = [mutants[n] for n in outcome.alive]
    for m in sorted(alive, key=lambda m: (str(m.file), m.line, m.column)):
        sys.stdout.write(f"{m.file.relative_to(ROOT)}:{m.line}:{m.column}: {m.before} → {m.after}    {m.context}\n")
    unused = [entry for entry in known.unused if not figures or is_figure(entry[2])]
    for entry in unused:
        sys.stdout.write(f"equivalents.toml: no such mutant any more: {entry}\n")
    for file, tried in Counter(m.file for m in mutants).items():
        survive = sum(m.file == file for m in alive)
        sys.stdout.write(f"    {file.relative_to(ROOT)}: {tried} mutants, {survive} survive\n")
    counts = f"{len(mutants)} mutants, {len(alive)} survive, {known.used} equivalent"
    sys.stdout.write(f"{name}: {counts}; {outcome.fresh} imported; {time.monotonic() - begun:.0f} s\n")
    sys.stdout.flush()
    return 1 if alive or unused else 0


def asked(names: list[str]) -> list[Group] | str:
    """The groups named, or what is wrong; in a process of its own, this one imports no regulation."""
    from tests.mutations.targets import groups

    try:
        return groups(names)
    except LookupError as error:
        return str(error)


def main(words: list[str]) -> int:
    """Examine the regulations named."""
    chosen = children.forked(partial(asked, [word for word in words if word != FIGURES]))
    if isinstance(chosen, str):
        sys.stderr.write(f"{chosen}\n")
        return 2
    return max((examine(group, figures=FIGURES in words) for group in chosen), default=2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
