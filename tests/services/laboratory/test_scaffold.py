"""A skeleton that is refused changes nothing; skeletons of both kinds live in one laboratory."""

import shutil
import tomllib
from pathlib import Path

import pytest

from records.errors import RecordsError
from services.laboratory.new_regulation import new_regulation
from services.laboratory.scaffold import new_driver

CONFIG = Path(__file__).parents[3] / "config"


def test_a_name_that_is_taken_changes_nothing(tmp_path: Path) -> None:
    laboratory = shutil.copy(CONFIG / "laboratory.toml", tmp_path)
    before = Path(laboratory).read_bytes()
    with pytest.raises(RecordsError, match="already"):
        new_driver("kern_kcp", tmp_path, "kg")
    assert Path(laboratory).read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["laboratory.toml"]


@pytest.mark.parametrize("first", ["driver", "regulation"])
def test_a_driver_and_a_regulation_of_one_laboratory(tmp_path: Path, first: str) -> None:
    laboratory = tmp_path / "laboratory"
    shutil.copytree(CONFIG, laboratory)
    steps = [lambda: new_driver("my_meter", laboratory, "V"), lambda: new_regulation("my_gauge", laboratory)]
    for step in steps if first == "driver" else reversed(steps):
        step()
    plugins = tomllib.loads((laboratory / "laboratory.toml").read_text("utf-8"))["plugins"]
    assert plugins == {"drivers": ["drivers"], "regulations": ["regulations"]}
    assert (laboratory / "drivers/my_meter/driver.py").is_file()


@pytest.mark.parametrize(
    "written", ["plugins = { regulations = [] }\n", "[ plugins ]\nregulations = []\n", "[plugins]\ndrivers = []\n"]
)
def test_a_file_that_leaves_no_place_for_a_line_stays_as_it_is(tmp_path: Path, written: str) -> None:
    (tmp_path / "laboratory.toml").write_text(written, "utf-8")
    with pytest.raises(RecordsError, match=r'name a folder in \[plugins\], such as drivers = \["drivers"\]'):
        new_driver("my_meter", tmp_path, "V")
    assert (tmp_path / "laboratory.toml").read_text("utf-8") == written
    assert [p.name for p in tmp_path.iterdir()] == ["laboratory.toml"]


def test_a_regulation_begins_in_the_empty_folder_in_which_somebody_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = tmp_path.stat().st_ino
    new_regulation("my_gauge", Path())
    assert (tmp_path / "laboratory.toml").is_file()
    assert tmp_path.stat().st_ino == here
    assert not list(tmp_path.glob(".*"))
