"""A laboratory with the bench for prepackages."""

from pathlib import Path

import pytest

from services.laboratory.example import write_example


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages") / "lab"
    write_example("JJF 1070-2023", folder)
    return folder


@pytest.fixture(scope="session", name="heavy_lab")
def a_heavy_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a balance up to 200 kg."""
    folder = tmp_path_factory.mktemp("heavy") / "lab"
    write_example("JJF 1070-2023", folder)
    standards = folder / "standards.toml"
    standards.write_text(standards.read_text("utf-8").replace('upper = "6200"', 'upper = "200000"'), "utf-8")
    return folder
