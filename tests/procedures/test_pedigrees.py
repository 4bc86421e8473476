"""What each edition says besides its limits and points, stated a second time: a change is made twice.

`test_pedigrees.toml` and `test_pedigrees_2.toml` have one table for each edition. Of a source it says v (read in the
legal text), s (read in a summary) or u (read nowhere). Of an item it says its stages, how its source was read, whether
a failure of it ends the run (gate) and whether nothing is measured (looked); of a field of the nameplate its default
and its bounds. Limits and points are no part of it: the tests of each edition enter them from the source.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticUndefined

from procedures.registry import implemented
from procedures.subject import Subject

FILES = sorted(Path(__file__).parent.glob("test_pedigrees*.toml"))
STATED: dict[str, dict[str, Any]] = {k: v for file in FILES for k, v in tomllib.loads(file.read_text("utf-8")).items()}
EDITIONS = {p.regulation.id: p for p in implemented().editions}
PERIOD = ("validity_months", "validity_mode")
BOUNDS = {"Gt", "Ge", "Lt", "Le", "MinLen", "MaxLen"}
LETTERS = {"initial": "I", "subsequent": "S", "in-service": "V", "after-repair": "R", "arbitration": "A"}


def stated(edition: Any) -> dict[str, Any]:
    """The same of the edition."""
    facts, r = edition.facts, edition.regulation
    days = (r.issued, r.in_force, r.until, r.transition_until)
    statuses = {key: str(facts.source(key).status)[0] for key in facts.content["sources"]}
    own = [item for item in edition.items() if item.key in facts.item_keys]
    return {
        "dates": " ".join(str(day or "-") for day in days),
        "replaces": [*r.replaces, *([r.succeeded_by] if r.succeeded_by else [])],
        "validity": shown({key: facts.content[key] for key in PERIOD if key in facts.content}),
        "conditions": shown(facts.content["conditions"]),
        "standards": shown(facts.content.get("standards", {})),
        "nameplate": fields(edition.subject_model),
        "sources": " ".join(f"{key} {letter}" for key, letter in sorted(statuses.items())),
        "rests_on": " ".join(s.clause.removeprefix(edition.regulation.id).strip() for s in edition.regulation.sources),
        "items": {
            i.key: " ".join(
                ["".join(sorted(LETTERS[str(s)] for s in i.stages)), str(i.status)[0]]
                + ["gate"] * i.gate + ["looked"] * (not i.measured)
            )
            for i in own
        },
    }  # fmt: skip


def fields(model: Any) -> str:
    """Fields of a nameplate that may be left out or have bounds, but those of every nameplate."""
    found = []
    for name, field in model.model_fields.items():
        bounds = [f"{type(m).__name__} {next(iter(vars_of(m)))}" for m in field.metadata if type(m).__name__ in BOUNDS]
        ends = [shown(vars_of(m)) for m in field.metadata if type(m).__name__ == "_OfKind"]
        default = [] if field.default is PydanticUndefined else [f"= {field.default}"]
        if name not in Subject.model_fields and (bounds or ends or default):
            found.append(" ".join([name, *default, *bounds, *ends]))
    return "; ".join(found)


def vars_of(bound: Any) -> list[Any]:
    """Values of the fields of a small class."""
    return [getattr(bound, name) for name in bound.__dataclass_fields__]


def shown(content: Any) -> str:
    """A part of a data file in one line."""
    if isinstance(content, dict):
        return "; ".join(f"{key} {shown(value)}" for key, value in content.items())
    return ", ".join(map(str, content)) if isinstance(content, list) else str(content)


@pytest.mark.parametrize("name", EDITIONS)
def test_sources_and_items(name: str) -> None:
    assert stated(EDITIONS[name]) == STATED.get(name, "state it in test_pedigrees.toml")


def test_every_edition_of_the_list_exists() -> None:
    assert set(EDITIONS) == set(STATED)
