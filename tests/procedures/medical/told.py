"""What an edition says, for comparison with the figures entered a second time; verdicts at the edges of its limits."""

import tomllib
from typing import Any

from pydantic import TypeAdapter, ValidationError

from metrology.exact import plain
from procedures.medical.radiation_sources import Length, Resolution, Times, Voltages
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


def accepts(lab: ExampleLab, edition: Any, **fields: Any) -> bool:
    """Whether the nameplate of the example may have these fields instead of its own; None leaves one out."""
    said = tomllib.loads((lab.folder / f"subjects/{lab.name}.toml").read_text("utf-8"))["instrument"]
    try:
        edition.subject_model.model_validate({k: v for k, v in (said | fields).items() if v is not None})
    except ValidationError:
        return False
    return True


def positive(lab: ExampleLab, edition: Any, field: str, unit: str, *, many: int = 0) -> bool:
    """Whether a quantity of the nameplate must be above zero, in a list of so many where it is one."""

    def tried(value: str) -> bool:
        quantity = f"{value} {unit}"
        return accepts(
            lab, edition, **{field: [quantity, *(f"{9 + n} {unit}" for n in range(1, many))] if many else quantity}
        )

    return tried("0.5") and not tried("0") and not tried("-0.5")


def at_least_so_many(lab: ExampleLab, edition: Any, field: str, values: list[str]) -> bool:
    """Whether a list of the nameplate needs all of these values, and no more."""
    return accepts(lab, edition, **{field: values}) and not accepts(lab, edition, **{field: values[:-1]})


def bounds_of_radiation() -> None:
    """Every quantity of `procedures.medical.radiation_sources` is above zero."""
    several = {"kV": Voltages, "ms": Times}
    for unit, kind in {**several, "mm": Length, "lp/cm": Resolution}.items():
        adapter: TypeAdapter[Any] = TypeAdapter(kind)
        for value, good in (("0.5", True), ("0", False), ("-0.5", False)):
            text = f"{value} {unit}"
            try:
                adapter.validate_python([text] if unit in several else text)
                accepted = True
            except ValidationError:
                accepted = False
            assert accepted is good


def components(edition: Any, budget: str) -> str:
    """Components of a budget: key, what is known of it, of which reading, or with which sensitivity."""
    declared = edition.facts.content["budgets"][budget]["components"]
    return ", ".join(" ".join((k, c["by"], f"{c.get('of', c.get('sensitivity', '-'))}")) for k, c in declared.items())
