"""A skeleton that is refused changes nothing."""

import shutil
from pathlib import Path

import pytest

from records.errors import RecordsError
from services.laboratory.scaffold import new_driver

CONFIG = Path(__file__).parents[3] / "config"


def test_a_name_that_is_taken_changes_nothing(tmp_path: Path) -> None:
    laboratory = shutil.copy(CONFIG / "laboratory.toml", tmp_path)
    before = Path(laboratory).read_bytes()
    with pytest.raises(RecordsError, match="already"):
        new_driver("kern_kcp", tmp_path, "kg")
    assert Path(laboratory).read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["laboratory.toml"]
