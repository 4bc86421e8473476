"""What an edition says, for comparison with the figures entered a second time; verdicts at the edges of its limits."""

from typing import Any

from metrology.exact import plain
from tests.procedures.flow.example_labs import ExampleLab

LETTERS = {"initial": "I", "subsequent": "S", "in-service": "V", "after-repair": "R", "arbitration": "A"}
STATUS = {"verified": "v", "secondary": "s", "unverified": "u"}


def stages(edition: Any) -> dict[str, str]:
    """Stages of each item in the order of the edition, without those of every verification."""
    found = {i.key: "".join(sorted(LETTERS[str(s)] for s in i.stages)) for i in edition.items()}
    return {key: "".join(s for s in "ISVRA" if s in found[key]) for key in edition.facts.item_keys}


def gates(edition: Any) -> tuple[list[str], list[str]]:
    """Items that must conform before others are examined, and items that are no measurement."""
    own = [i for i in edition.items() if i.key in edition.facts.item_keys]
    return [i.key for i in own if i.gate], [i.key for i in own if not i.measured]


def figures(edition: Any) -> dict[str, str]:
    """Every number, and every row of a table, as `1 2.5`."""
    content = edition.facts.content
    numbers = {key: plain(edition.facts.number(key)) for key in content.get("numbers", {})}
    for name in content.get("tables", {}):
        for row in edition.facts.table(name).rows:
            numbers[f"{name}.{row}"] = " ".join(map(plain, edition.facts.table(name).numbers(row)))
    return numbers


def statuses(edition: Any) -> str:
    """Status of each source, such as `dates s, period u`."""
    return ", ".join(f"{k} {STATUS[str(edition.facts.source(k).status)]}" for k in edition.facts.content["sources"])


def header(edition: Any, subject: Any = None) -> tuple[str, ...]:
    """Jurisdiction, kind, days, what it replaces, period."""
    r = edition.regulation
    days = str(r.issued), str(r.in_force)
    return (r.jurisdiction, r.kind, *days, " ".join(r.replaces), str(edition.validity_months(subject)))


def demanded(edition: Any, subject: Any = None) -> dict[str, str]:
    """How much better the standards of each role are."""
    return {role: plain(d.parts) for role, d in edition.facts.standards_demands(subject).items() if d.parts}


def given(address: str, values: str) -> dict[str, str]:
    """Readings: one under the address; two of them as `x ref`, or as the address says; more by their number."""
    several = values.split()
    if len(several) == 1:
        return {address: values}
    if len(several) == 2:
        return dict(zip((f"{address}/x", f"{address}/ref"), several, strict=True))
    return {f"{address}/{n}/y": value for n, value in enumerate(several, 1)}


def outcome(lab: ExampleLab, regulation: str, readings: dict[str, str], stage: str, **fields: str) -> str:
    """Outcome of the item of the readings, with an ideal instrument else."""
    item = next(iter(readings)).partition("/")[0]
    found = lab.judged(regulation, readings, stage, **fields)
    others = {key: o for key, o in found.outcomes.items() if key != item and o != "conform"}
    assert not others
    return str(found.outcomes[item])
