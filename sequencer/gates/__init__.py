"""Start gates: everything that must be true before anything is measured, all reasons at once.

Each gate is a pure function in a module of its own; `GATES` names them. What they may not find out themselves (disk
space, the newest entry, who answers on the bench) is handed to them as `Facts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sequencer.errors import Refused
from sequencer.gates.clock import clock
from sequencer.gates.context import Case, Facts, Gate
from sequencer.gates.edition import edition
from sequencer.gates.environment import environment
from sequencer.gates.identity import identity
from sequencer.gates.material import material
from sequencer.gates.overrides import overridden
from sequencer.gates.pedigree import unverified
from sequencer.gates.person import person
from sequencer.gates.run_date import run_date
from sequencer.gates.standard_due import standard_due
from sequencer.gates.standard_state import standard_state
from sequencer.gates.store import store
from sequencer.gates.suitability import standard_range, standard_ratio
from sequencer.gates.texts import explained
from sequencer.gates.traceability import traceability
from sequencer.gates.under_test import under_test

if TYPE_CHECKING:
    from collections.abc import Mapping

    from procedures.base import Procedure
    from procedures.text import Text
    from records.entries import Opened, Override

__all__ = ["GATES", "OVERRIDABLE", "Facts", "check", "findings"]

GATES: Mapping[str, Gate] = {
    "edition": edition,
    "standard_state": standard_state,
    "standard_due": standard_due,
    "material": material,
    "standard_range": standard_range,
    "standard_ratio": standard_ratio,
    "traceability": traceability,
    "environment": environment,
    "identity": identity,
    "under_test": under_test,
    "person": person,
    "unverified": unverified,
    "clock": clock,
    "date": run_date,
    "store": store,
}
# What a regulation forbids is not a laboratory's to allow; a standard that was taken out of use is used by nobody, and
# a lot whose storage was broken by nobody before a person has released it.
OVERRIDABLE = tuple(name for name in GATES if name not in {"edition", "standard_state", "material"})


def findings(procedure: Procedure[Any, Any], opened: Opened, facts: Facts) -> dict[str, list[Text]]:
    """What each gate refuses, by its name; a gate that lets the run pass refuses nothing.

    Args:
        procedure: The procedure, bound to its subject.
        opened: The first entry.
        facts: The state of the world.
    """
    case = Case(procedure, opened, facts)
    return {name: list(gate(case)) for name, gate in GATES.items()}


def check(procedure: Procedure[Any, Any], opened: Opened, facts: Facts) -> tuple[Override, ...]:
    """Refuse a run that may not start.

    Args:
        procedure: The procedure, bound to its subject.
        opened: The first entry; gates named in its `overrides` refuse nothing.
        facts: The state of the world.

    Returns:
        The entry's `overrides`, each with what it let pass.

    Raises:
        Refused: With every reason of every other gate, each beginning with the name of its gate.
    """
    refused = findings(procedure, opened, facts)
    passed = {given.gate for given in opened.overrides}
    against = {name: found for name, found in refused.items() if found and name not in passed}
    if against:
        reasons = [explained(name, reason) for name, found in against.items() for reason in found]
        raise Refused(reasons, tuple(against))
    return overridden(opened, refused)
