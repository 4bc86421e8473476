"""A monitor file is held against what there is, and every problem names its line."""

from pathlib import Path

import pytest

from monitoring.errors import MonitorFileError
from monitoring.monitor_file import load_monitor
from tests.monitoring.plant import plant


def problem(folder: Path, old: str, new: str) -> str:
    path = folder / "plant.toml"
    plant(folder)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MonitorFileError) as refused:
        load_monitor(path)
    return str(refused.value).removeprefix(f"{path}:")


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ('name = "plant-1"', 'name = "plant 1"', 3, "monitor.name"),
    ('name = "plant-1"', 'name = "plant-1"\nzone = "Asia/Nowhere"', 4, "there is no time zone 'Asia/Nowhere'"),
    ('path = "plant-1.sqlite"', 'path = "plant-1.sqlite"\nkeep = 3', 7, "store.keep"),
    ('address = "sim:"', 'address = "somewhere"', 8, "'somewhere' is not an address"),
    ('line = "a"', 'line = "b"', 14, "there is no line 'b'; write [lines.b]"),
    ('"15min"', '"16min"', 16, "meters.E-1.read.active_energy_import"),
    ("active_energy_import =", "active_energy =", 16, "there is no quantity active_energy"),
    ('driver = "dlt645"', 'driver = "manual"', 14, "a manual meter is on no line"),
    ("[meters.E-1]", "[meters.E-2]\n[meters.E-1]", 12, "meters.E-2.driver"),
    ("[meters.E-1]", '[simulation]\noutages = [ { line = "b", after = 1, minutes = 1 } ]\n[meters.E-1]', 13, "'b'"),
    ("[meters.E-1]", "[simulation]\nclocks = { E-9 = 3 }\n[meters.E-1]", 13, "there is no meter 'E-9'"),
])  # fmt: skip
def test_a_problem_names_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    said = problem(tmp_path, old, new)
    assert said.startswith(f"{line}: ")
    assert words in said


def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 3" in problem(tmp_path, 'name = "plant-1"', "name = plant")


def test_a_quantity_may_be_read_at_several_periods(tmp_path: Path) -> None:
    assert [p.period for p in plant(tmp_path, periods='["15min", "day", "day"]').points()] == ["15min", "day"]
