"""JJG 1036-2022: figures a second time, loads by stage, both sides of limits, an auxiliary indication, its weights."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.kit.suitability import Demand
from procedures.mass.jjg_1036_2022 import JJG1036
from procedures.regulation import Stage
from services.laboratory.prepare import prepare
from tests.procedures.answers import DAY
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.mass.scales import DIRECTIVE_TABLE_3

D = Decimal
REGULATION = "JJG 1036-2022"


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(REGULATION, tmp_path_factory.mktemp("balance") / "lab")


def judged(lab: ExampleLab, given: dict[str, str], stage: str = "initial", **fields: str) -> Any:
    """A run of a balance with answers in memory."""
    return lab.judged(REGULATION, given, stage, **fields)


def up(found: Any) -> list[str]:
    """Loads of the error of indication, ascending."""
    return [a.removeprefix("up/").removesuffix("g") for a in found.of("weighing") if a.startswith("up/")]


def test_figures_a_second_time() -> None:
    facts = JJG1036.facts
    assert facts.table("mpe").columns == ("0.5", "1.0", "1.5")
    for accuracy in ("I", "II"):
        assert list(facts.table("mpe").numbers(accuracy)) == [upto for upto, _ in DIRECTIVE_TABLE_3[accuracy]]  # type: ignore[index]
    assert [facts.number(n) for n in ("loads_initial", "loads")] == [10, 6]
    assert facts.table("factor").numbers("in-service") == (2,)


def test_what_the_edition_is(lab: ExampleLab) -> None:
    r = JJG1036.regulation
    assert (r.id, r.jurisdiction, r.kind, r.validity_months) == (REGULATION, "CN", "balance", 12)
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.replaces) == (
        "2022-12-07",
        "2023-06-07",
        ("JJG 1036-2008",),
    )
    assert JJG1036.stages() == (Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE)
    assert [str(s.status) for s in r.sources] == ["unverified"] * 3
    known = ("mpe", "in_service", "weights", "single", "eccentricity", "repeatability", "weighing")
    assert {str(JJG1036.facts.source(k).status) for k in known} == {"secondary"}
    unsure = ("room", "number", "preload", "price", "appearance")
    assert {str(JJG1036.facts.source(k).status) for k in unsure} == {"unverified"}
    assert JJG1036.facts.standards_demands(None) == {"loads": Demand(uncertainty=D(3))}
    assert {i.key for i in JJG1036.items() if i.gate} == {"specification", "appearance"}


@pytest.mark.parametrize(("accuracy", "drift"), [("I", 1), ("II", 5)])
def test_the_air_of_each_class(lab: ExampleLab, accuracy: str, drift: int) -> None:
    fields = {"class": '"II"', "max": '"100 g"', "min": '"0.002 g"'} if accuracy == "II" else {}
    file = lab.subject(**fields)
    job = prepare(REGULATION, lab.bench, file, stage="initial", on=DAY, seed=7, operator="")
    plate = job.setup.subject
    found = {c.quantity: (c.lower, c.upper, c.drift) for c in JJG1036.conditions(plate)}
    assert found == {"temperature": (None, None, drift), "humidity": (20, 85, None)}


LOADS = ["0.01", "25.000", "50.000", "87.500", "106.250", "125.000", "143.750", "162.500", "181.250", "200.000", "220"]


@pytest.mark.parametrize(("stage", "loads"), [
    ("initial", LOADS), ("subsequent", ["0.01", "50", "87.5", "125", "162.5", "200", "220"]),
])  # fmt: skip
def test_loads_of_each_stage(lab: ExampleLab, stage: str, loads: list[str]) -> None:
    assert list(map(D, up(judged(lab, {}, stage)))) == list(map(D, loads))


def test_chosen_loads_are_as_many_as_are_asked_for(lab: ExampleLab) -> None:
    chosen = '["0.1 g", "50 g", "60 g", "80 g", "200 g", "220 g"]'
    first, later = (judged(lab, {}, stage, test_loads=chosen) for stage in ("initial", "subsequent"))
    assert first.of("specification")["loads_number"]["outcome"] == "not_conform"
    assert later.of("specification")["loads_number"]["outcome"] == "conform"
    assert list(map(D, up(later))) == [D("0.01"), D("0.1"), 50, 60, 80, 200, 220]


def test_an_auxiliary_indication_needs_no_changeover(lab: ExampleLab) -> None:
    found = judged(lab, {})
    assert not [a for k, a, _ in found.bodies if k == "observation" and a.endswith("/dL")]


@pytest.mark.parametrize(
    ("load", "limit"), [("50.000", "0.0005"), ("87.500", "0.0010"), ("200.000", "0.0010"), ("220", "0.0015")]
)
def test_both_sides_of_a_limit(lab: ExampleLab, load: str, limit: str) -> None:
    """The weights have a correction of 3 × 10⁻⁷; at zero the ideal balance shows 3 ng more than 10 mg of weights."""
    E0 = D("0.01") - D("0.010000003")
    for sign in (1, -1):
        for beyond, outcome in (("0", "conform"), ("0.0001", "not_conform")):
            shown = D(load) + sign * (D(limit) + D(beyond))
            corrected = shown - D(load) * (1 + D("0.0000003")) - E0
            expected = "conform" if abs(corrected) <= D(limit) else "not_conform"
            found = judged(lab, {f"up/{load}g/I": str(shown)})
            assert found.outcomes["weighing"] == expected
            assert D(found.of("weighing")[f"up/{load}g"]["decision"]["unrounded"]) == corrected
            assert beyond == "0" or expected == outcome


def test_the_correction_of_the_weights_leaves_no_tail_in_a_column(lab: ExampleLab) -> None:
    """87.5001 g of 87.50002625 g of weights: E = 0.00007375 g, to a hundredth of d and to a place beyond its limit."""
    row = judged(lab, {"up/87.500g/I": "87.5001"}).of("weighing")["up/87.500g"]
    assert (row["values"]["E"], row["values"]["Ec"]) == ("0.000074", "0.00007")
    assert row["decision"]["unrounded"] == "0.0000737530"


@pytest.mark.parametrize(("stage", "outcome"), [("subsequent", "not_conform"), ("in-service", "conform")])
def test_in_service_the_limits_are_doubled(lab: ExampleLab, stage: str, outcome: str) -> None:
    assert judged(lab, {"up/50.000g/I": "50.0009"}, stage).outcomes["weighing"] == outcome


def test_eccentricity_and_repeatability(lab: ExampleLab) -> None:
    found = judged(lab, {"eccentricity/3/I": "73.3345", "repeatability/176.000g/6/I": "176.0012"})
    assert (found.outcomes["eccentricity"], found.outcomes["repeatability"]) == ("not_conform", "not_conform")
    rows = list(found.of("repeatability"))
    assert rows == ["E0", *(f"176.000g/{n}" for n in range(1, 7)), "176.000g"]
    assert list(found.of("eccentricity")) == ["E0", "centre", "1", "2", "3", "4"]


@pytest.mark.parametrize("check", ["nameplate", "seal", "level"])
def test_each_check(lab: ExampleLab, check: str) -> None:
    found = judged(lab, {f"appearance/{check}": "not_conform"})
    assert (found.outcomes["appearance"], found.outcomes["weighing"]) == ("not_conform", "incomplete")


@pytest.mark.parametrize(("U", "found"), [("0.000166", []), ("0.000168", ["standard_mpe"])])
def test_U_of_the_weights_is_at_most_a_third_of_the_limit(tmp_path: Path, U: str, found: list[str]) -> None:
    """Up to 50 g a third of 0.5 mg is 0.1667 mg; the MPE of the weights does not matter, their values are used."""
    lab = ExampleLab.of(REGULATION, tmp_path / "lab")
    room = lab.folder / "standards.toml"
    text = room.read_text("utf-8").replace('{ constant = "0.00002", relative = "0.0000006" }', f'"{U}"')
    room.write_text(text.replace('{ constant = "0.00006", relative = "0.0000018" }', '"0.01"'), "utf-8")
    assert lab.unsuitable(REGULATION, "initial") == found
