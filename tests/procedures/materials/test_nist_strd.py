"""A run of a homogeneity study on data that others certified: the analysis of variance sets of NIST StRD.

SiRstv (resistivity of silicon, 5 × 5) and AtmWtAg (atomic weight of silver, 2 × 24), https://www.itl.nist.gov/div898/strd/.
NIST certifies F; what is above its 95 % value, F(0.95; 4, 20) = 2.866 and F(0.95; 1, 46) = 4.052, is not homogeneous.
"""

from pathlib import Path

import pytest

from metrology.decision import Outcome
from procedures.campaigns.reference_material import KIND
from services.laboratory.example import write_example
from tests.metrology.test_cases_strd import DATA
from tests.procedures.answers import judge
from tests.procedures.materials.studies import homogeneity_alone


@pytest.mark.parametrize(("name", "expected", "F", "limit", "outcome"), [
    ("SiRstv", "196.2", 1.18046237440255, 2.8661, "conform"),
    ("AtmWtAg", "107.868", 15.9467335677930, 4.0517, "not_conform"),
])  # fmt: skip
def test_certified_analyses_of_variance(
    tmp_path: Path, name: str, expected: str, F: float, limit: float, outcome: str
) -> None:
    write_example("JJF 1343-2022", tmp_path / "lab")
    subject = tmp_path / "lab/subjects/reference_material.toml"
    places = [f"{u}/{p}" for u, unit in enumerate(DATA[name], 1) for p in range(1, len(unit) + 1)]
    text = subject.read_text("utf-8").partition("expected = ")[0]
    subject.write_text(f'{text}expected = "{expected}"\norder = {places}\n'.replace("'", '"'), "utf-8")
    given = {f"/u{u}/p{p}/result": str(x) for u, unit in enumerate(DATA[name], 1) for p, x in enumerate(unit, 1)}
    found = judge("JJF 1343-2022", tmp_path / "lab/benches/reference_material.toml", subject, given)
    decision = found.of("homogeneity")[""]["decision"]
    assert float(decision["unrounded"]) == pytest.approx(F, rel=1e-12)
    assert float(decision["limit"][1]) == pytest.approx(limit, abs=1e-4)
    assert (found.outcomes["homogeneity"], found.verdict["outcome"]) == (outcome, outcome)
    made, results = homogeneity_alone([[str(x) for x in unit] for unit in DATA[name]])
    (row,) = (r for r in KIND.judge(made, results).requirements if r.key == "homogeneity")
    assert row.outcome is Outcome(outcome)
