"""`steelyard uncertainty`: published budgets from files, and files that cannot be used."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from console.cli.main import app
from services.uncertainty import BudgetFileError, Evaluation, evaluate, read_budget
from services.uncertainty.plot import write_plot
from services.uncertainty.statement import histogram, statement

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples" / "budgets"


@pytest.fixture(scope="module")
def gauge_block() -> Evaluation:
    return evaluate(*read_budget(EXAMPLES / "gum-h1-gauge-block.toml"))


@pytest.fixture(scope="module")
def mass() -> Evaluation:
    return evaluate(*read_budget(EXAMPLES / "jcgm101-mass-calibration.toml"))


def test_gum_h1_as_published(gauge_block: Evaluation) -> None:
    found = gauge_block.to_dict()
    first = found["first_order"]
    assert first["estimate"] == pytest.approx(50000838, abs=0.5)
    assert first["standard_uncertainty"] == pytest.approx(32, abs=0.5)
    assert first["effective_degrees_of_freedom"] == pytest.approx(16.7, abs=0.1)
    assert first["coverage_factor"] == pytest.approx(2.92, abs=0.005)
    assert first["expanded_uncertainty"] == pytest.approx(93, abs=0.6)
    assert first["standard_uncertainty_with_second_order_terms"] == pytest.approx(34, abs=0.5)
    assert found["inputs"][1]["standard_uncertainty"] == pytest.approx(9.7, abs=0.05)


def test_jcgm_101_mass_calibration_as_published(mass: Evaluation) -> None:
    found = mass.to_dict()
    first, sample = found["first_order"], found["monte_carlo"]
    assert [first["estimate"], sample["estimate"]] == pytest.approx([1.234, 1.234], abs=5e-4)
    assert first["standard_uncertainty"] == pytest.approx(0.0539, abs=5e-5)
    assert first["standard_uncertainty_with_second_order_terms"] == pytest.approx(0.0750, abs=5e-5)
    assert sample["standard_uncertainty"] == pytest.approx(0.0754, abs=3e-4)
    assert sample["shortest_interval"] == pytest.approx([1.084, 1.386], abs=0.004)
    assert found["validation"]["valid"] is False
    assert "Monte Carlo" in found["remarks"][0]["en"]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_the_report_in_both_languages(mass: Evaluation) -> None:
    assert any("未通过验证" in line for line in statement(mass, "zh"))
    english = statement(mass, "en")
    assert any("not validated" in line for line in english)
    assert not any("\u4e00" <= letter <= "\u9fff" for line in english[1:] for letter in line)
    assert len(histogram(mass)) == 21


def test_the_plot(mass: Evaluation, tmp_path: Path) -> None:
    write_plot(mass, tmp_path / "d.svg")
    assert "Monte Carlo" in (tmp_path / "d.svg").read_text(encoding="utf-8")
    write_plot(mass, tmp_path / "d.png")
    assert (tmp_path / "d.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        write_plot(mass, tmp_path / "d.pdf")


def written(folder: Path, text: str) -> Path:
    path = folder / "budget.toml"
    path.write_text(text, encoding="utf-8")
    return path


WAYS: list[tuple[str, float]] = [
    ("estimate = 5\nstandard_uncertainty = 0.3", 0.3),
    ("estimate = 5\nhalf_width = 0.3", 0.3 / 3**0.5),
    ('estimate = 5\nhalf_width = 0.3\ndistribution = "triangular"', 0.3 / 6**0.5),
    ('estimate = 5\nhalf_width = 0.3\ndistribution = "arcsine"', 0.3 / 2**0.5),
    ('estimate = 5\nhalf_width = 0.3\ndistribution = "trapezoidal"\nbeta = 0.5', 0.3 * (1.25 / 6) ** 0.5),
    ("limits = [4.7, 5.3]", 0.3 / 3**0.5),
    ("estimate = 5\nresolution = 0.6", 0.3 / 3**0.5),
    ("estimate = 5\nexpanded_uncertainty = 0.6\ncoverage_factor = 2", 0.3),
    ("estimate = 5\nexpanded_uncertainty = 0.588\ncoverage_probability = 0.95", 0.3),
    ("readings = [4.9, 5.0, 5.1]", 0.1 / 3**0.5),
    ("estimate = 5\ncomponents = [{ standard_uncertainty = 0.3 }, { half_width = 0.3 }]", (0.09 + 0.03) ** 0.5),
]


@pytest.mark.parametrize(("fields", "u"), WAYS)
def test_every_way_of_stating_an_input(fields: str, u: float, tmp_path: Path) -> None:
    _, budget = read_budget(written(tmp_path, f'model = "x"\ntrials = 10000\n[inputs.x]\n{fields}\n'))
    result = budget.first_order()
    assert (result.estimate, result.combined_standard_uncertainty) == pytest.approx((5, u), rel=1e-4)


def test_correlations(tmp_path: Path) -> None:
    text = """
model = "a - b"
inputs.a = { estimate = 1, standard_uncertainty = 0.1 }
inputs.b = { estimate = 1, standard_uncertainty = 0.1 }
[[correlations]]
between = ["a", "b"]
coefficient = 1
"""
    found = evaluate(*read_budget(written(tmp_path, text))).to_dict()
    assert found["first_order"]["standard_uncertainty"] == pytest.approx(0, abs=1e-12)
    assert found["validation"] is None or found["validation"]["valid"]


@pytest.mark.parametrize(
    ("text", "field", "problem"),
    [
        ('model = "x + y"\n[inputs.x]\nstandard_uncertainty = 1', "model", "'y' is not an input"),
        ('model = "x"\n[inputs.x]\nestimate = 1', "inputs.x", "exactly one"),
        ('model = "x"\n[inputs.x]\nhalf_width = 1\nresolution = 1', "inputs.x", "exactly one"),
        ('model = "x"\n[inputs.x]\nhalf_width = -1', "inputs.x.half_width", "greater than 0"),
        ('model = "x"\n[inputs.x]\nstandard_uncertainty = nan', "inputs.x.standard_uncertainty", "finite"),
        ('model = "x"\n[inputs.x]\nlimits = [2, 1]', "inputs.x", "not below"),
        ('model = "x"\n[inputs.x]\nlimits = [1, 2]\nestimate = 1', "inputs.x", "does not go with limits"),
        ('model = "x"\n[inputs.x]\nexpanded_uncertainty = 1', "inputs.x", "coverage_factor"),
        ('model = "x"\n[inputs.x]\nreadings = [1]', "inputs.x", "at least two readings"),
        ('model = "x"\n[inputs.x]\nstandard_uncertaintee = 1', "inputs.x.standard_uncertaintee", "not permitted"),
        ('model = "x"\ntrials = 5\n[inputs.x]\nstandard_uncertainty = 1', "trials", "10000"),
        ("[inputs.x]\nstandard_uncertainty = 1", "model", "required"),
        ('model = "1/x"\n[inputs.x]\nestimate = 0\nstandard_uncertainty = 1', "", "division"),
        ('model = "sqrt(x)"\n[inputs.x]\nestimate = -1\nstandard_uncertainty = 1', "", "nan"),
        ("model = ", "", "not TOML"),
        ("a = " + "[" * 5000, "", ""),
    ],
)
def test_a_file_that_cannot_be_used_names_the_field(text: str, field: str, problem: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BudgetFileError) as refused:
        CliRunner().invoke(app, ["uncertainty", str(path)], catch_exceptions=False, standalone_mode=False)
    said = " ".join(refused.value.problems)
    assert field in said
    assert problem in said
    assert refused.value.path == path


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.toml", Path("/dev/zero")):
        with pytest.raises(BudgetFileError):
            read_budget(path)
    bad = tmp_path / "gbk.toml"
    bad.write_bytes('title = "砝码"'.encode("gbk"))
    with pytest.raises(BudgetFileError, match="UTF-8"):
        read_budget(bad)


def test_command_prints_one_json_document(tmp_path: Path) -> None:
    text = 'model = "x"\ntrials = 20000\n[inputs.x]\nestimate = 1\nstandard_uncertainty = 0.1\n'
    ran = CliRunner().invoke(app, ["uncertainty", str(written(tmp_path, text)), "--json"])
    found: dict[str, Any] = json.loads(ran.stdout)
    assert ran.exit_code == 0
    assert found["first_order"]["expanded_uncertainty"] == pytest.approx(0.196, abs=5e-4)
    assert found["inputs"][0]["degrees_of_freedom"] is None


def test_a_model_without_a_derivative_is_left_to_monte_carlo(tmp_path: Path) -> None:
    text = 'model = "abs(x)"\ntrials = 20000\n[inputs.x]\nestimate = 0\nstandard_uncertainty = 1\n'
    found = evaluate(*read_budget(written(tmp_path, text))).to_dict()
    assert found["first_order"] is None
    assert found["validation"] is None
    assert found["monte_carlo"]["estimate"] == pytest.approx(0.798, abs=0.02)
    assert "does not apply" in found["remarks"][0]["en"]
