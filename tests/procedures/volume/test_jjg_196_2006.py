"""JJG 196-2006: figures a second time, both sides of limits, to contain and to deliver."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.regulation import Stage
from procedures.volume.jjg_196_2006 import JJG196, Glassware
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.volume.measures import judged as judged_measure
from tests.procedures.volume.measures import per_gram, readings

D = Decimal
REGULATION = "JJG 196-2006"
#: Nominal volume and limit in mL.
LIMITS = {
    "flask A": "1 .01, 2 .015, 5 .02, 10 .02, 25 .03, 50 .05, 100 .1, 200 .15, 250 .15, 500 .25, 1000 .4, 2000 .6",
    "flask B": "5 .04, 10 .04, 25 .06, 50 .1, 100 .2, 250 .3, 500 .5, 1000 .8, 2000 1.2",
    "one_mark_pipette A": "1 .007, 2 .010, 3 .015, 5 .015, 10 .020, 15 .025, 20 .030, 25 .030, 50 .05, 100 .08",
    "one_mark_pipette B": "1 .015, 2 .02, 5 .03, 10 .04, 25 .06, 50 .1, 100 .16",
    "graduated_pipette A": "1 .008, 2 .012, 5 .025, 10 .05, 20 .10, 25 .10, 50 .10",
    "cylinder": "10 .20, 50 .50, 100 1, 250 2, 500 5, 1000 10",
}


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("glass") / "lab"
    write_example(REGULATION, folder)
    return folder


def judged(lab: Path, given: dict[str, str], **fields: str) -> Any:
    """A run of a measure of glass."""
    return judged_measure(lab, "glassware", REGULATION, given, **fields)


def test_figures_a_second_time() -> None:
    facts = JJG196.facts
    for table, ends in (("mpe", ("A", "cylinder")), ("class_B", ("B",))):
        kinds = {k.removesuffix(" A").removesuffix(" B"): row for k, row in LIMITS.items() if k.endswith(ends)}
        expected = {f"{k} {p.split()[0]}": D(p.split()[1]) for k, row in kinds.items() for p in row.split(", ")}
        assert {row: facts.table(table).numbers(row)[0] for row in facts.table(table).rows} == expected
    points = {
        "flask": (1,),
        "one_mark_pipette": (1,),
        "graduated_pipette": (D("0.5"), 1),
        "cylinder": (D("0.1"), D("0.5"), 1),
    }
    assert {k: facts.table("points").numbers(k) for k in points} == points
    uses = {"flask": ("In",), "one_mark_pipette": ("Ex",), "graduated_pipette": ("Ex",), "cylinder": ("In", "Ex")}
    assert {k: facts.table("uses").texts(k) for k in uses} == uses
    assert facts.table("expansion").numbers("soda_lime") == (D("25e-6"),)
    assert facts.table("expansion").numbers("borosilicate") == (D("10e-6"),)
    assert [facts.number(n) for n in ("repeats", "agreement", "water_beside_air")] == [2, D("0.25"), 2]


def test_what_the_edition_is() -> None:
    r = JJG196.regulation
    assert (r.id, r.jurisdiction, r.kind, r.validity_months) == (REGULATION, "CN", "glassware", 36)
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.replaces) == ("2006-12-08", "2007-06-08", ("JJG 196-1990",))
    assert JJG196.stages() == (Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE)
    assert len(r.sources) == 6
    assert {str(s.status) for s in r.sources} == {"unverified"}
    assert [str(JJG196.facts.source(k).status) for k in ("mpe", "class_B")] == ["secondary", "unverified"]
    unsure = ("uses", "points", "repeats", "expansion", "water", "standard", "environment", "appearance", "tightness")
    assert {str(JJG196.facts.source(k).status) for k in unsure} == {"unverified"}
    assert JJG196.facts.standards_demands(None)["balance"].ratio == 3
    air = {c.quantity: (c.lower, c.upper, c.drift) for c in JJG196.conditions(None)}
    assert air == {"temperature": (15, 25, 1), "humidity": (None,) * 3, "air_pressure": (None,) * 3}
    assert {i.key for i in JJG196.items() if i.gate} == {"specification", "appearance", "tightness"}
    assert not any(i.measured for i in JJG196.items() if i.key in ("appearance", "tightness"))


KINDS = [
    ("flask", "A", "50 mL", "In", ["50mL"], "0.05"), ("flask", "B", "0.05 L", "In", ["50mL"], "0.1"),
    ("one_mark_pipette", "A", "10 mL", "Ex", ["10mL"], "0.02"),
    ("one_mark_pipette", "B", "10 mL", "Ex", ["10mL"], "0.04"),
    ("graduated_pipette", "A", "5 mL", "Ex", ["2.5mL", "5mL"], "0.025"),
    ("cylinder", "", "50 mL", "In", ["5mL", "25mL", "50mL"], "0.5"),
    ("cylinder", "", "50 mL", "Ex", ["5mL", "25mL", "50mL"], "0.5"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "accuracy", "nominal", "use", "volumes", "limit"), KINDS)
def test_volumes_limits_and_uses(
    lab: Path, kind: str, accuracy: str, nominal: str, use: str, volumes: list[str], limit: str
) -> None:
    fields = {"kind": kind, "class": accuracy, "nominal": nominal, "use": use}
    found = judged(lab, {}, **{k: f'"{v}"' for k, v in fields.items()})
    rows = found.of("volume")
    assert list(rows) == [f"{v}{n}" for v in volumes for n in ("/1", "/2", "")]
    assert {D(b["decision"]["limit"][1]) for b in rows.values() if "decision" in b} == {D(limit)}
    statuses = {b["words"]["status"] for b in rows.values() if "decision" in b}
    assert statuses == {"unverified" if accuracy == "B" else "secondary"}
    commands = {b["method"] for k, _, b in found.bodies if k == "command"}
    assert commands == ({"place_empty", "place_filled"} if use == "In" else {"place_vessel", "deliver"})


@pytest.mark.parametrize(("fields", "key"), [
    ({"class": '"B"', "nominal": '"1 mL"'}, "limit_known"), ({"nominal": '"30 mL"'}, "limit_known"),
    ({"use": '"Ex"'}, "use"), ({"class": '""'}, "limit_known"),
    ({"kind": '"cylinder"'}, "limit_known"), ({"kind": '"one_mark_pipette"'}, "use"),
])  # fmt: skip
def test_what_has_no_limit_on_record_or_another_use_is_refused(lab: Path, fields: dict[str, str], key: str) -> None:
    found = judged(lab, {}, **fields)
    assert found.of("specification")[key]["outcome"] == "not_conform"
    assert found.outcomes["volume"] == "incomplete"


def filled(lab: Path, volumes: tuple[str, str], glass: str = "borosilicate") -> dict[str, str]:
    """Readings of the balance that make two fillings of 50 mL these volumes at 20 °C; water of 18 °C."""
    expansion = {"borosilicate": 10e-6, "soda_lime": 25e-6}[glass]
    begins = readings(judged(lab, {}, glass=f'"{glass}"'), "volume/50mL/", "/m0").values()
    K = per_gram(18.0, 1.19926, expansion)
    return {
        "volume/50mL/tw": "18",
        **{
            f"50mL/{n}/m1": f"{m0 + float(v) / K:.10f}"
            for n, (v, m0) in enumerate(zip(volumes, begins, strict=True), 1)
        },
    }


@pytest.mark.parametrize("glass", ["borosilicate", "soda_lime"])
@pytest.mark.parametrize(("volume", "outcome"), [
    ("49.9505", "conform"), ("49.9495", "not_conform"), ("50.0495", "conform"), ("50.0505", "not_conform"),
])  # fmt: skip
def test_both_sides_of_a_limit(lab: Path, glass: str, volume: str, outcome: str) -> None:
    found = judged(lab, filled(lab, (volume, volume), glass), glass=f'"{glass}"')
    assert found.outcomes["volume"] == outcome
    assert float(found.of("volume")["50mL"]["decision"]["unrounded"]) == pytest.approx(50.0 - float(volume), abs=2e-4)


@pytest.mark.parametrize(("apart", "outcome"), [("50.0124", "conform"), ("50.0126", "invalid")])
def test_two_results_agree_within_a_quarter_of_the_limit(lab: Path, apart: str, outcome: str) -> None:
    assert judged(lab, filled(lab, ("50", apart))).outcomes["volume"] == outcome


def test_water_that_is_not_at_room_temperature_is_not_weighed(lab: Path) -> None:
    with pytest.raises(Interrupted, match="water and room differ"):
        judged(lab, {"volume/50mL/tw": "22.1"})


@pytest.mark.parametrize("check", ["appearance/marks", "appearance/lines", "appearance/glass", "tightness/tight"])
def test_each_check(lab: Path, check: str) -> None:
    found = judged(lab, {check: "not_conform"})
    assert (found.outcomes[check.partition("/")[0]], found.outcomes["volume"]) == ("not_conform", "incomplete")


def test_without_a_stopper_nothing_is_inverted(lab: Path) -> None:
    assert "tightness" not in judged(lab, {}, stopper="false").outcomes


def test_a_nominal_volume_is_above_zero() -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        Glassware.model_validate({
            "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "kind": "flask",
            "class": "A", "use": "In", "glass": "soda_lime", "nominal": "0 mL",
        })  # fmt: skip
