"""A platform for each test."""

from pathlib import Path

import pytest

from exchange.ecqs import Ecqs
from tests.platform_parts import RECORD, Hall, file_of


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    found = Hall(tmp_path)
    Ecqs(found.link()).upload(file_of(RECORD)["sha256"], RECORD)
    return found
