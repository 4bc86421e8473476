"""The registers a laboratory edits: every wrong field of a file is named at once."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from records.errors import RegisterError
from records.register import Register, find_folder

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demonstration laboratory."""
    return Path(shutil.copytree(CONFIG, tmp_path / "lab"))


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_the_demonstration_laboratory_is_in_order(folder: Path) -> None:
    register = Register(folder)
    (mass,) = register.standard("M1-01").certificate(date(2026, 11, 23)).quantities
    assert mass.used().certified().expanded_uncertainty(Decimal(10000)) == Decimal("0.16")
    assert "verifier" in register.person("V001").functions


def test_every_problem_of_a_file_at_once(folder: Path) -> None:
    edit(folder / "standards.toml", ('expanded_uncertainty = "0.002"', "expanded_uncertainty = 0.002"),
         ('unit = "g"', 'units = "g"'), ("valid_until = 2027-05-30", 'valid_until = "always"'))  # fmt: skip
    with pytest.raises(RegisterError) as raised:
        Register(folder)
    assert raised.value.path.endswith("standards.toml")
    named = {problem.split(":")[0] for problem in raised.value.problems}
    assert {
        f"standards.M1-01.certificates.0.{f}"
        for f in (
            "quantities.0.ranges.0.expanded_uncertainty",
            "quantities.0.unit",
            "quantities.0.units",
            "valid_until",
        )
    } <= named


@pytest.mark.parametrize("name", ["laboratory.toml", "people.toml", "standards.toml"])
def test_a_register_that_is_missing(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(RegisterError, match=f"{name}.*cannot be read"):
        Register(folder)


@pytest.mark.parametrize("content", [b"[x", b"\xff\xfe"])
def test_a_register_that_is_no_toml(folder: Path, content: bytes) -> None:
    (folder / "people.toml").write_bytes(content)
    with pytest.raises(RegisterError, match=r"not TOML|UTF-16"):
        Register(folder)


def test_nobody_and_nothing_of_that_name(folder: Path) -> None:
    register = Register(folder)
    with pytest.raises(RegisterError, match=r"registered are: .*M1-01"):
        register.standard("M1-99")
    with pytest.raises(RegisterError, match=r"registered are: .*V001"):
        register.person("X")


def test_the_folder_of_a_bench_file(folder: Path, tmp_path: Path) -> None:
    deep = folder / "benches/hall 3"
    deep.mkdir()
    assert find_folder(deep / "scale.toml") == folder
    with pytest.raises(RegisterError, match="steelyard init"):
        find_folder(tmp_path / "scale.toml")
