"""JJF 1908-2021: the figures a second time, U at a point by hand, the limits of a class by an agreed rule."""

import math
from pathlib import Path

import pytest

from procedures.errors import SubjectError
from procedures.temperature.jjf_1908_2021 import JJF1908
from tests.procedures.answers import Judged
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import demanded, figures, gates, header, statuses

ID = "JJF 1908"


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(ID, Path(tmp_path_factory.mktemp("bimetal")) / "lab")


def test_figures_a_second_time() -> None:
    assert header(JJF1908) == ("CN", "thermometer", "2021-11-03", "2022-05-03", "JJG 226-2001", "0")
    assert figures(JJF1908) == {
        "reads": "3", "estimated": "0.2", "uniformity": "0.05", "soak": "180", "steady": "0.02", "every": "30",
        "most": "40",
    }  # fmt: skip
    assert gates(JJF1908) == (["appearance"], ["appearance"])
    assert demanded(JJF1908) == {"standard": "3"}
    assert statuses(JJF1908) == (
        "dates u, points u, class s, hysteresis s, standard u, place u, method u, uncertainty u"
    )


def each(place: str, *tau: str) -> dict[str, str]:
    readings = tau if len(tau) == 3 else tau * 3
    return {f"indication/{place}degC/tau{n}": x for n, x in enumerate(readings, 1)}


def bare(lab: ExampleLab, given: dict[str, str]) -> Judged:
    """Without a rule and a class."""
    file = lab.subject()
    lines = [x for x in file.read_text("utf-8").splitlines() if not x.startswith(("class", "decision_rule"))]
    file.write_text("\n".join(lines), "utf-8")
    from tests.procedures.answers import judge

    return judge(ID, lab.bench, file, given)


def test_it_goes_up_and_down(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial")
    assert list(found.of("indication")) == ["up/0degC", "up/50degC", "up/100degC", "down/50degC", "down/0degC"]
    assert list(found.of("hysteresis")) == ["0degC", "50degC"]
    agreed = lab.judged(ID, {}, "initial", points='["10 °C", "20 °C", "40 °C"]')
    assert [p.partition("/")[2] for p in agreed.of("indication")] == [f"{t}degC" for t in (10, 20, 40, 20, 10)]


def test_U_is_that_of_scale_thermometer_and_bath(lab: ExampleLab) -> None:
    found = bare(lab, each("up/50", "50.4", "50.4", "50.4")).of("indication")["up/50degC"]
    u = math.hypot(0.2 / math.sqrt(3), 0.01 / 2, 0.02 / math.sqrt(3), 0.05 / math.sqrt(3))
    assert float(found["uncertainty"]["combined"]) == pytest.approx(u, rel=1e-5)
    assert found["values"] == {
        "t0": "50.00", "tau": "50.40", "R": "0.00", "E": "0.40", "U_exp": f"{2 * u:.2f}", "k_exp": "2.00",
    }  # fmt: skip
    assert "decision" not in found


def test_scatter_is_part_of_U_and_is_stated(lab: ExampleLab) -> None:
    found = bare(lab, each("up/50", "50", "50.4", "50.8")).of("indication")["up/50degC"]
    parts = {c["key"]: c for c in found["uncertainty"]["components"]}
    assert float(parts["repeatability"]["standard_uncertainty"]) == pytest.approx(0.4 / math.sqrt(3), rel=1e-5)
    assert parts["repeatability"]["degrees_of_freedom"] == "2"
    assert found["values"]["R"] == "0.80"


def test_hysteresis_has_no_part_of_the_reference_thermometer(lab: ExampleLab) -> None:
    given = each("up/50", "50") | each("down/50", "50.8")
    found = bare(lab, given).of("hysteresis")["50degC"]
    u = math.hypot(0.2 / math.sqrt(3), 0.2 / math.sqrt(3), 0.05 / math.sqrt(3))
    assert float(found["uncertainty"]["combined"]) == pytest.approx(u, rel=1e-5)
    assert (found["values"]["H"], found["values"]["E_up"], found["values"]["E_down"]) == ("0.80", "0.00", "0.80")


@pytest.mark.parametrize(("accuracy", "good", "bad"), [
    ("1", "50.8", "51.2"), ("1.5", "51.2", "51.6"), ("2.5", "52.4", "52.8"), ("4", "54", "54.4"),
])  # fmt: skip
def test_the_class_is_a_part_of_the_span_where_a_rule_was_agreed(
    lab: ExampleLab, accuracy: str, good: str, bad: str
) -> None:
    for tau, outcome in ((good, "conform"), (bad, "not_conform")):
        given = each("up/50", tau) | each("down/50", tau)
        found = lab.judged(ID, given, "initial", **{"class": f'"{accuracy}"'})
        assert found.outcomes == found.outcomes | {"indication": outcome, "hysteresis": "conform"}


@pytest.mark.parametrize(("down", "outcome"), [("51.2", "conform"), ("51.6", "not_conform")])
def test_hysteresis_is_at_most_the_error(lab: ExampleLab, down: str, outcome: str) -> None:
    given = each("up/50", "50") | each("down/50", down)
    found = lab.judged(ID, given, "initial")
    assert found.outcomes["hysteresis"] == outcome


@pytest.mark.parametrize("check", ["scale", "pointer"])
def test_appearance_stops_the_run(lab: ExampleLab, check: str) -> None:
    found = lab.judged(ID, {f"appearance/{check}": "not_conform"}, "initial")
    assert (found.outcomes["appearance"], found.outcomes["indication"]) == ("not_conform", "incomplete")


def test_points_outside_the_range_and_a_rule_without_a_class(lab: ExampleLab) -> None:
    assert lab.judged(ID, {}, "initial", points='["10 °C", "101 °C"]').verdict["failed"] == ["specification"]
    file = lab.subject()
    text = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("class")]
    file.write_text("\n".join(text), "utf-8")
    from tests.procedures.answers import judge

    with pytest.raises(SubjectError, match="class, whose limits were agreed"):
        judge(ID, lab.bench, file, {})
