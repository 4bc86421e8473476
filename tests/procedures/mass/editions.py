"""What the tests of every edition on R 76 ask: its facts a second time, each edge of its limits, what it examines."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from procedures.kit import Facts
from procedures.kit.suitability import Demand
from tests.procedures.answers import Judged
from tests.procedures.mass.judging import reading

Shop: TypeAlias = Callable[..., Judged]
#: Class -> load in e up to which each limit holds, included: OIML R 76-1 Table 6, Directive 2014/31/EU Table 3.
LOADS = {
    "I": ("50000", "200000", "1000000000"), "II": ("5000", "20000", "100000"),
    "III": ("500", "2000", "10000"), "IIII": ("50", "200", "1000"),
}  # fmt: skip
#: Loads on both sides of each break of a scale of 15 kg, e = 5 g, class III, and the limit in g where it is new.
EDGES = {"100": "2.5", "2500": "2.5", "2505": "5", "10000": "5", "10005": "7.5", "15000": "7.5"}
CHOSEN = '["100 g", "2500 g", "2505 g", "10000 g", "10005 g", "15 kg"]'
MEASURED = ("zero", "tare", "eccentricity", "weighing", "net", "repeatability")


def check_table(facts: Facts, columns: tuple[str, ...] = ("0.5", "1.0", "1.5")) -> None:
    """The table of limits, preloading, unit prices, the weights."""
    table, preload = facts.table("mpe"), facts.table("preload")
    assert table.columns == columns
    assert {key: table.numbers(key) for key in table.rows} == {k: tuple(map(Decimal, v)) for k, v in LOADS.items()}
    assert {key: preload.row(key) for key in preload.rows} == {"any": {"from": 0, "passes": 1, "share": 1}}
    assert facts.table("unit_prices").numbers("tried") == (Decimal("9.99"), Decimal("26.80"))
    assert facts.standards_demands(None) == {"loads": Demand(ratio=Decimal(3))}


def statuses(facts: Facts, sources: str) -> dict[str, str]:
    """How far each source and item was checked: ``verified``, ``secondary`` or ``unverified``, with its keys."""
    found: dict[str, list[str]] = {}
    for key in (*sources.split(), *facts.item_keys):
        found.setdefault(str(facts.source(key).status), []).append(key)
    return {status: " ".join(dict.fromkeys(keys)) for status, keys in found.items()}


def stages(edition: Any) -> dict[str, str]:
    """First letters of the stages of each item of the facts."""
    letters = {"initial": "I", "subsequent": "S", "in-service": "V", "after-repair": "R", "arbitration": "A"}
    keys = edition.facts.item_keys
    return {i.key: "".join(sorted(letters[str(s)] for s in i.stages)) for i in edition.items() if i.key in keys}


def check_edges(shop: Shop, regulation: str, stage: str, factor: int) -> None:
    """At each edge the limit itself conforms, and what is a tenth of a gram beyond does not."""
    limits = {load: factor * Decimal(limit) for load, limit in EDGES.items()}
    for beyond, outcome in (("0", "conform"), ("0.1", "not_conform")):
        given: dict[str, str] = {}
        for load, limit in limits.items():
            given |= reading(f"weighing/up/{load}g", load, f"{limit + Decimal(beyond)}")
            given |= reading(f"weighing/down/{load}g", load, f"{-limit - Decimal(beyond)}")
        judged = shop(regulation, given, stage, test_loads=CHOSEN)
        for address, found in judged.of("weighing").items():
            if address != "E0":
                limit = limits[address.partition("/")[2].removesuffix("g")]
                assert tuple(map(Decimal, found["decision"]["limit"])) == (-limit, limit)
                assert found["outcome"] == outcome
        failed = [key for key, o in judged.outcomes.items() if o != "conform"]
        assert failed == ([] if outcome == "conform" else ["weighing"])


def fields_of(lab: Path, given: Mapping[str, str | None]) -> Path:
    """The nameplate of the example in a laboratory, with other fields."""
    text = (lab / "subjects/shop_scale.toml").read_text("utf-8").splitlines()
    kept = [line for line in text if line.split(" = ")[0] not in given]
    path = lab / "subjects/other.toml"
    path.write_text("\n".join(kept + [f"{k} = {v}" for k, v in given.items() if v is not None]), "utf-8")
    return path
