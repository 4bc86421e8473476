"""The plan and the verdict of a type evaluation; severities a second time."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from metrology.decision import Outcome
from metrology.text import Text
from procedures.campaigns.file import read_campaign
from procedures.campaigns.plan import Cell, Level, Plan, Sample, plan_of
from procedures.campaigns.results import CellResult, Point
from procedures.campaigns.type_evaluation import KIND, levels
from procedures.campaigns.type_evaluation.scheme import scheme
from procedures.errors import CampaignFileError, UnknownRegulation
from services.campaigns.state import judged
from tests.procedures.campaigns.conftest import Campaign

D11 = {
    "bursts_mains": "0.5 1 2 4", "bursts_signal": "0.25 0.5 1 2", "surges_earth": "0.5 1 2 4", "esd_contact": "2 4 6 8",
    "esd_air": "2 4 8 15", "conducted_rf": "1 3 10", "dry_heat": "30 35 40 45 50 55 60",
    "cold": "5 -10 -20 -25 -30 -40",
    "damp_heat": "85 93",
}  # fmt: skip
R76 = {"bursts_mains": "1 kV", "bursts_signal": "0.5 kV", "surges_line": "0.5 kV", "surges_earth": "1 kV",
       "esd_contact": "6 kV", "esd_air": "8 kV", "conducted_rf": "10 V"}  # fmt: skip
"""What R 76-1 B.3 names, by another source than the index of D 11."""


def test_severities_a_second_time() -> None:
    for disturbance, values in D11.items():
        found = [levels.value_of(disturbance, n).split()[0] for n in range(1, len(values.split()) + 1)]
        assert found == values.split()
    assert [levels.value_of("surges_line", n) for n in (2, 3, 4)] == ["0.5 kV", "1 kV", "2 kV"]
    rows = [
        "dips",
        "bursts_mains",
        "bursts_signal",
        "surges_mains",
        "surges_signal",
        "conducted_rf",
        "radiated_rf",
        "esd",
    ]
    assert [levels.index_of("E1", row) for row in rows] == [1, 2, 2, 3, 3, 2, 3, 3]
    assert [levels.index_of("E2", row) for row in rows] == [2, 3, 3, 3, 3, 3, 3, 3]
    assert list(levels.dips(1)) == ["a", "b", "c"]
    assert [x.split(",")[0] for x in levels.dips(2).values()] == [f"{n} % Unom" for n in (0, 0, 40, 70, 80, 0)]


def test_what_r_76_names_is_the_value_of_its_index_in_d_11() -> None:
    by = scheme("OIML R 76")
    for disturbance, value in R76.items():
        assert levels.value_of(disturbance, by.content["severity"][levels.kind_of(disturbance)]) == value
    limits = by.content["limits"]
    assert limits["no_load"] == {"e": 1, "kelvin": {"I": 1, "II": 5, "III": 5, "IIII": 5}}
    assert (by.content["voltage"], limits["drift"]) == ({"low": "0.85", "high": "1.10"}, {"e": "0.5", "mpe": "0.5"})
    assert by.content["humidity"] == {"reference": "50", "high": {"40": "39", "35": "50", "30": "66"}, "damp": "85"}


def test_the_plan_is_samples_by_tests_by_levels(campaign: Campaign) -> None:
    plan = KIND.plan(campaign(), "")
    assert plan.faults() == []
    assert plan_of(plan.text()) == plan
    assert len(plan.cells) == 2 * 28
    at = {c.key: (c.fields.get("temperature"), c.fields.get("humidity"), c.fields["supply"]) for c in plan.cells}
    assert at["A/temperature/2-high"] == ("40 °C", "39 %RH", "230 V")
    assert at["B/temperature/3-low"] == ("-10 °C", "50 %RH", "230 V")
    assert at["A/damp-heat/2-high"] == ("40 °C", "85 %RH", "230 V")
    assert (at["A/voltage/1-low"][2], at["A/voltage/2-high"][2]) == ("195.5 V", "253 V")
    assert plan.cell("A/bursts-mains").fields["severity"] == "1 kV, D 11 2"
    assert set(plan.parameters["left_out"]) == {"bursts-signal", "surges-line", "surges-earth"}
    assert [c.key for c in plan.cells[:3]] == ["A/examination", "B/examination", "A/reference/1"]
    assert {c.regulation for c in plan.cells} == {"OIML R 76 TYPE:2006"}


def test_a_higher_class_asks_for_more(campaign: Campaign) -> None:
    plan = KIND.plan(campaign('electromagnetic = "E2"\nsignal_lines = true\nsurges = true\n'), "")
    severity = {c.item: c.fields["severity"] for c in plan.cells if c.fields["test"] == "disturbance"}
    assert (severity["bursts-mains"], severity["bursts-signal"]) == ("2 kV, D 11 3", "1 kV, D 11 3")
    assert (severity["surges-line"], severity["surges-earth"]) == ("1 kV, D 11 3", "2 kV, D 11 3")
    assert plan.parameters["left_out"] == {}


def test_five_degrees_only_where_it_is_colder(campaign: Campaign) -> None:
    file = campaign(second='working_low = "5 °C"\n').path
    text = file.read_text("utf-8").replace('A = "subjects/type_scale.toml", ', "")
    subject = file.parent / "subjects/b.toml"
    subject.write_text(subject.read_text("utf-8").replace('working_low = "-10 °C"\n', ""), "utf-8")
    file.write_text(text, "utf-8")
    found = [c.key for c in KIND.plan(read_campaign(file), "").cells if c.fields["test"] == "temperature"]
    assert found == [f"B/temperature/{key}" for key in ("1-reference", "2-high", "3-low", "5-reference")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ({"second": 'software = "V2"\n'}, "samples.B: software is 'V2', not None as of A: not one type"),
        ({"tables": 'electromagnetic = "E4"\n'}, "type.electromagnetic: is 'E4'; it must be 'E1' or 'E2'"),
        (
            {"tables": '[[type.left_out]]\ntest = "creeping"\nreason = "no reason"\n'},
            "type.left_out: there is no test 'creeping'",
        ),
        ({"tables": 'colour = "red"\n'}, "type.colour: is not known here"),
    ],
)
def test_a_file_that_is_no_type_evaluation(campaign: Campaign, text: dict[str, str], problem: str) -> None:
    with pytest.raises(CampaignFileError) as refused:
        KIND.plan(campaign(**text), "")
    assert problem in str(refused.value)


def test_a_wrong_edition_is_refused(campaign: Campaign) -> None:
    with pytest.raises(UnknownRegulation, match="came into force"):
        KIND.plan(campaign(day="2005-12-31"), "")
    with pytest.raises(UnknownRegulation, match="no scheme of type evaluation"):
        KIND.plan(campaign(scheme="OIML R 49"), "")


# --- the verdict --------------------------------------------------------------------------------------------------


def result(E0: str, errors: Mapping[str, str], outcome: Outcome = Outcome.CONFORM) -> CellResult:
    """A weighing test with an error at zero and corrected errors by load, limits as of class III with e = 5 g."""
    limit = {"100": "2.5", "2500": "2.5", "10000": "5", "15000": "7.5"}
    points = [Point("weighing", "weighing/E0", Outcome.CONFORM, {"E": Decimal(E0)})]
    points += [
        Point("weighing", f"weighing/up/{load}g", outcome, {"L": Decimal(load), "Ec": Decimal(error)}, {"Ec": "g"},
              (-Decimal(limit[load]), Decimal(limit[load])))
        for load, error in errors.items()
    ]  # fmt: skip
    return CellResult("run", date(2026, 11, 30), "2026-11-30T10:00:00+00:00", outcome, tuple(points))


def plan_at(*temperatures: str) -> Plan:
    """A plan of one sample at these temperatures, between two tests at reference conditions."""
    plate = {"class": "III", "e": "5 g", "serial": "1"}
    keys = [
        ("A/reference/1", "reference", "20"),
        *((f"A/temperature/{n}", "temperature", t) for n, t in enumerate(temperatures)),
    ]
    keys.append(("A/reference/2", "reference", "20"))
    at = Text("温度", "temperature")
    cells = tuple(
        Cell(
            key=key, sample="A", item=key[2:], name=Text("甲", "a"), regulation="OIML R 76 TYPE:2006",
            fields={"test": test}, levels=(Level(key="temperature", name=at, value=t, unit="°C"),),
        )
        for key, test, t in keys
    )  # fmt: skip
    return Plan(
        cells=cells, samples=(Sample(key="A", nameplate=plate),), parameters={"scheme": "OIML R 76", "left_out": {}}
    )


FINE = {"2500": "1", "15000": "2"}


def outcomes(plan: Plan, results: Mapping[str, CellResult]) -> dict[str, tuple[str, str, Outcome]]:
    return {r.key: (r.value, r.limit, r.outcome) for r in KIND.judge(plan, results).requirements}


def test_the_zero_between_temperatures() -> None:
    """Case R76-PW-TNL1: 2.6 g from 20.1 °C to 40.3 °C are 0.644 g for 5 K, within e = 5 g."""
    plan = plan_at("20.1", "40.3")
    fine = {c.key: result("0", FINE) for c in plan.cells}
    found = outcomes(plan, fine | {"A/temperature/1": result("2.6", FINE)})
    assert found["no_load/A/temperature/1"] == ("0.644 g / 5 K", "≤ 5 g / 5 K", Outcome.CONFORM)
    for zero, outcome in (("20.2", Outcome.CONFORM), ("20.21", Outcome.NOT_CONFORM), ("-20.21", Outcome.NOT_CONFORM)):
        found = outcomes(plan, fine | {"A/temperature/1": result(zero, FINE)})
        assert found["no_load/A/temperature/1"][2] is outcome


def test_the_errors_at_reference_before_and_after() -> None:
    """At most half of e or half of the MPE, whichever is larger: 2.5 g at 2500 g, 3.75 g at 15000 g."""
    plan = plan_at("20")
    fine = {c.key: result("0", FINE) for c in plan.cells}
    for after, outcome in (
        ({"2500": "-1.5", "15000": "5.75"}, Outcome.CONFORM), ({"2500": "-1.6", "15000": "2"}, Outcome.NOT_CONFORM),
        ({"2500": "1", "15000": "5.8"}, Outcome.NOT_CONFORM),
    ):  # fmt: skip
        assert outcomes(plan, fine | {"A/reference/2": result("0", after)})["drift/A"][2] is outcome
    assert outcomes(plan, fine | {"A/reference/2": result("0", {"100": "0"})})["drift/A"][2] is Outcome.INCOMPLETE


def test_one_cell_that_fails_fails_the_type_and_one_that_is_missing_leaves_it_open() -> None:
    plan = plan_at("20", "40")
    fine = {c.key: result("0", FINE) for c in plan.cells}
    assert judged(KIND, plan, fine, ()).outcome is Outcome.CONFORM
    for cell in plan.cells:
        bad = fine | {cell.key: result("0", FINE, Outcome.NOT_CONFORM)}
        assert judged(KIND, plan, bad, ()).outcome is Outcome.NOT_CONFORM
        less = {key: found for key, found in fine.items() if key != cell.key}
        assert KIND.needed(plan, less) == [c.key for c in plan.cells]
        assert judged(KIND, plan, less, (cell.key,)).outcome is Outcome.INCOMPLETE


def test_the_report_shows_every_cell_and_what_is_not_covered() -> None:
    plan = plan_at("-10", "40")
    results = {c.key: result("0.5", FINE) for c in plan.cells}
    found = KIND.sections(plan, results, KIND.judge(plan, results))
    assert [type(s).__name__ for s in found] == ["Table", "Table", "Plot", "Plot", "Note"]
    assert len(found[0].rows) == len(plan.cells)  # type: ignore[union-attr]
    assert found[2].series[0].points == ((Decimal(-10), Decimal(2)), (Decimal(40), Decimal(2)))  # type: ignore[union-attr]
