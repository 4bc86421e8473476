from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.integrity.province import Province, province


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    with province(tmp_path, monkeypatch) as made:
        yield made
