"""A result with another sign or size than the expected value is confirmed before it counts."""

from pathlib import Path

import pytest

from services.example import write_example
from tests.procedures.answers import judge


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("materials") / "lab"
    write_example("JJF 1343-2022", folder)
    return folder


@pytest.mark.parametrize(
    ("result", "doubted"),
    [("-0.5", True), ("500", True), ("0.0999", True), ("0.1", False), ("2.5", False), ("2.51", True), ("0", True)],
)
def test_a_result_unlike_the_expected_one_is_doubted(lab: Path, result: str, doubted: bool) -> None:
    bench, subject = lab / "benches/reference_material.toml", lab / "subjects/reference_material.toml"
    found = judge("JJF 1343-2022", bench, subject, {"measurement/u3/p1/result": result})
    assert found.answers.doubts == ["result_unlike"] * doubted
