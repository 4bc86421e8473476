"""Tests of every edition for weights; a test file of an edition imports them and has a fixture `regulation`."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.decision import R111_WEIGHTS, decide
from procedures.mass.weight_set import WeightSet
from sequencer.errors import Interrupted
from services.laboratory.example import AUTHORISED_FROM, write_example
from services.laboratory.new_regulation import authorise
from tests.procedures.answers import judge
from tests.procedures.conftest import verified

D = Decimal
#: Range of the comparator in its certificate, and U of a difference.
RANGE, COMPARATOR = 'upper = "220"', 'expanded_uncertainty = "0.00002"'


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights") / "lab"
    write_example("OIML R 111-1", folder)
    authorise(folder / "people.toml", "JJG 99", AUTHORISED_FROM)
    return folder


def bench(lab: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A laboratory of its own, with other standards: texts of `standards.toml` and of the bench file replaced."""
    folder = lab.parent / name
    folder.mkdir(exist_ok=True)
    for part in ("benches", "subjects"):
        (folder / part).mkdir(exist_ok=True)
        (folder / part / "weights.toml").write_text((lab / part / "weights.toml").read_text("utf-8"), "utf-8")
    for file in ("laboratory.toml", "people.toml", "standards.toml", "benches/weights.toml"):
        text = (lab / file).read_text("utf-8")
        for before, after in changes:
            text = text.replace(before, after)
        (folder / file).write_text(text, "utf-8")
    return folder


def judged(
    lab: Path, regulation: str, given: dict[str, str], weights: str = "", stage: str = "initial", **fields: str
) -> Any:
    """The ideal set with what was read otherwise; other weights, other fields of the nameplate."""
    lines = (lab / "subjects/weights.toml").read_text("utf-8").partition("weights = [")[0].splitlines()
    kept = [line for line in lines if line.partition(" =")[0] not in fields]
    rows = weights or '{ nominal = "100 g" }'
    other = lab / f"subjects/{abs(hash((rows, tuple(sorted(fields.items())))))}.toml"
    more = [f"{key} = {value}" for key, value in fields.items()]
    other.write_text("\n".join([*kept, *more, f"weights = [{rows}]"]) + "\n", "utf-8")
    return judge(regulation, lab / "benches/weights.toml", other, given, stage=stage)


def mass(found: Any, weight: str = "100g") -> Any:
    """The decision on a weight."""
    return found.of("mass")[weight]["decision"]


def shifted(lab: Path, regulation: str, error: str, **more: Any) -> Any:
    """A run in which the conventional mass differs from the nominal value by `error` mg."""
    weight = more.pop("weight", "100g")
    ideal = judged(lab, regulation, {}, **more)
    grams = next(D(b["value"]["number"]) for k, a, b in ideal.bodies if k == "observation" and a.endswith("/IA1"))
    moved = grams + (D(error) - D(mass(ideal, weight)["unrounded"])) / 1000
    addresses = [a for k, a, _ in ideal.bodies if k == "observation" and a[-3:] in ("IB1", "IB2")]
    return judged(lab, regulation, {a.partition("/")[2]: f"{moved:.16f}" for a in addresses}, **more)


@pytest.mark.parametrize(
    ("weights", "weight", "comparator", "error", "outcome"),
    [
        ('{ nominal = "100 g" }', "100g", "0.00014", "0.34", "conform"),
        ('{ nominal = "100 g" }', "100g", "0.00014", "0.36", "not_conform"),
        ('{ nominal = "100 g" }', "100g", "0.00014", "-0.36", "not_conform"),
        ('{ nominal = "1 kg" }', "1kg", "0.0015", "3.39999", "conform"),
        ('{ nominal = "1 kg" }', "1kg", "0.0015", "3.5", "not_conform"),
    ],
)
def test_guarded_acceptance(
    lab: Path, regulation: str, weights: str, weight: str, comparator: str, error: str, outcome: str
) -> None:
    """B05 of the constructed vectors: class F1, MPE 0.5 mg and 5.0 mg, U 0.15 mg and 1.6 mg."""
    other = bench(
        lab, f"B05-{comparator}", (RANGE, 'upper = "2000"'), (COMPARATOR, f'expanded_uncertainty = "{comparator}"')
    )
    found = shifted(other, regulation, error, weights=weights, weight=weight)
    decision = mass(found, weight)
    assert (D(decision["U"]), D(decision["limit"][1])) == (
        (D("0.15"), D("0.5")) if weight == "100g" else (D("1.6"), D(5))
    )
    assert abs(D(decision["unrounded"]) - D(error)) < D("1e-9")
    assert found.outcomes["mass"] == outcome


@pytest.mark.parametrize(
    ("limit", "U", "error", "outcome"),
    [
        ("0.5", "0.15", "0.34", "conform"), ("0.5", "0.15", "0.35", "conform"), ("0.5", "0.15", "0.36", "not_conform"),
        ("5.0", "1.6", "3.4", "conform"), ("5.0", "1.6", "3.5", "not_conform"),
    ],
)  # fmt: skip
def test_the_rule_of_guarded_acceptance(limit: str, U: str, error: str, outcome: str) -> None:
    assert decide(error, limit, U, R111_WEIGHTS).outcome == outcome


@pytest.mark.parametrize(
    ("uncertainty", "outcome"), [("0.000093", "conform"), ("0.0000938", "conform"), ("0.0001", "invalid")]
)
def test_the_uncertainty_is_at_most_a_third_of_the_limit(
    lab: Path, regulation: str, uncertainty: str, outcome: str
) -> None:
    """50 g of class F1: MPE 0.3 mg; U of 0.10 mg is just enough, 0.11 mg is not, and the weight has no verdict."""
    other = bench(lab, f"third-{uncertainty}", (COMPARATOR, f'expanded_uncertainty = "{uncertainty}"'))
    found = judged(other, regulation, {}, '{ nominal = "50 g" }')
    assert found.outcomes["mass"] == outcome


def test_without_a_certificate_of_the_comparator_nothing_is_decided(lab: Path, regulation: str) -> None:
    other = bench(lab, "none", ('comparator = ["MC-01"]\n', ""))
    assert judged(other, regulation, {}).outcomes["mass"] == "invalid"


@pytest.mark.parametrize(("accuracy", "method", "count"), [
    ("E1", "ABBA", 3), ("E1", "ABA", 5), ("E2", "ABBA", 2), ("E2", "ABA", 3), ("F1", "ABBA", 1), ("F1", "ABA", 2),
    ("F2", "ABBA", 1), ("F2", "ABA", 1), ("M1", "ABBA", 1), ("M1", "ABA", 1), ("M2", "ABBA", 1), ("M3", "ABA", 1),
])  # fmt: skip
def test_cycles_of_each_class(lab: Path, regulation: str, accuracy: str, method: str, count: int) -> None:
    found = judged(lab, regulation, {}, **{"class": f'"{accuracy}"', "method": f'"{method}"'})
    read = [a.split("/")[2:] for k, a, _ in found.bodies if k == "observation" and a.startswith("mass/") and "/I" in a]
    symbols = ["IA1", "IB1", "IB2", "IA2"] if method == "ABBA" else ["IA1", "IB1", "IA2"]
    assert read == [[str(n), s] for n in range(1, count + 1) for s in symbols]


def test_a_steady_drift_falls_out(lab: Path, regulation: str) -> None:
    usual = D(mass(judged(lab, regulation, {}))["unrounded"])
    ABBA = {"1/IA1": "100", "1/IB1": "100.00004", "1/IB2": "100.00008", "1/IA2": "100.00012"}
    assert D(mass(judged(lab, regulation, ABBA))["unrounded"]) == usual
    ABA = {f"{n}/{s}": v for n in (1, 2) for s, v in (("IA1", "100"), ("IB1", "100.00006"), ("IA2", "100.00012"))}
    assert D(mass(judged(lab, regulation, ABA, method='"ABA"'))["unrounded"]) == usual


@pytest.mark.parametrize(
    ("given", "method"),
    [
        ({"1/IA2": "100.000167"}, "ABBA"), ({"1/IA2": "99.999833"}, "ABBA"), ({"1/IB2": "100.000167"}, "ABBA"),
        ({"1/IA2": "100.000167"}, "ABA"),
    ],
)  # fmt: skip
def test_a_cycle_within_which_the_comparator_drifted_is_refused(
    lab: Path, regulation: str, given: dict[str, str], method: str
) -> None:
    """A third of 0.5 mg is 0.1667 mg."""
    with pytest.raises(Interrupted, match="comparator drifted"):
        judged(lab, regulation, given, method=f'"{method}"')
    just = {key: value.replace("167", "166").replace("833", "834") for key, value in given.items()}
    assert mass(judged(lab, regulation, just, method=f'"{method}"'))


@pytest.mark.parametrize(("read", "outcome"), [("25", "conform"), ("25.1", "not_conform")])
def test_polarisation(lab: Path, regulation: str, read: str, outcome: str) -> None:
    assert judged(lab, regulation, {"magnetism/100g/M": read}).outcomes["magnetism"] == outcome


@pytest.mark.parametrize("check", ["surface", "cavity", "marking", "box"])
def test_each_check(lab: Path, regulation: str, check: str) -> None:
    found = judged(lab, regulation, {f"appearance/{check}": "not_conform"})
    assert found.outcomes["appearance"] == "not_conform"
    assert found.outcomes["mass"] == "incomplete"


@pytest.mark.parametrize(("accuracy", "nominal", "outcome"), [
    ("F1", "100 g", "conform"), ("F1", "0.1 kg", "conform"), ("F1", "25 g", "not_conform"),
    ("M3", "500 mg", "not_conform"), ("M1-2", "20 kg", "not_conform"),
])  # fmt: skip
def test_nominal_values_of_a_class(lab: Path, regulation: str, accuracy: str, nominal: str, outcome: str) -> None:
    """Nothing is extrapolated or interpolated."""
    found = judged(lab, regulation, {}, f'{{ nominal = "{nominal}" }}', **{"class": f'"{accuracy}"'})
    assert found.outcomes["specification"] == outcome


def plate(**fields: Any) -> WeightSet:
    """A nameplate."""
    return WeightSet.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "F1",
        "weights": [{"nominal": "20 g"}], **fields,
    })  # fmt: skip


def test_two_of_one_nominal_value_have_marks() -> None:
    with pytest.raises(ValueError, match=r"20 g, 0\.020 kg stands there twice"):
        plate(weights=[{"nominal": "20 g"}, {"nominal": "0.020 kg"}])
    assert [str(w) for w in plate(weights=[{"nominal": "20 g"}, {"nominal": "20 g", "mark": "A"}]).weights] == [
        "20 g",
        "20 g A",
    ]


def test_an_uncertainty_of_a_density_needs_the_density() -> None:
    with pytest.raises(ValueError, match="state the density too"):
        plate(weights=[{"nominal": "20 g", "density_uncertainty": "20 kg/m³"}])


def test_weights_of_one_nominal_value_are_told_apart(lab: Path, regulation: str) -> None:
    rows = '{ nominal = "20 g" }, { nominal = "20 g", mark = "A" }'
    found = judged(lab, regulation, {"20g/A/1/IB1": "20.001", "20g/A/1/IB2": "20.001"}, rows)
    assert {a: b["outcome"] for a, b in found.of("mass").items() if "decision" in b} == {
        "20g": "conform",
        "20g/A": "not_conform",
    }


def test_a_comparator_that_has_not_warmed_up_measures_nothing(lab: Path, regulation: str) -> None:
    other = bench(lab, "drift", ('unit = "weights"', 'unit = "weights"\ndevices = { comparator = "drifting_220g" }'))
    subject = lab / "subjects/weights.toml"
    with pytest.raises(Interrupted, match="comparator drifted"):
        verified(regulation, other / "benches/weights.toml", subject)
