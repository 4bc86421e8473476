"""The laboratory of the example of the speed meters."""

from pathlib import Path

import pytest

from services.laboratory.example import write_example
from tests.procedures.motion.speed_laboratory import ES


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("speed") / "lab"
    write_example(ES, folder)
    return folder
