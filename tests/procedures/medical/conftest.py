"""The laboratory of the example of each edition, named by `ID` in its test file."""

from pathlib import Path

import pytest

from tests.procedures.flow.example_labs import ExampleLab


@pytest.fixture(scope="module", name="lab")
def some_lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(request.module.ID, Path(tmp_path_factory.mktemp("medical")) / "lab")
