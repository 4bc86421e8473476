"""Regulations in a laboratory's own folder: used, refused where two claim one edition, reported where broken."""

from datetime import date
from pathlib import Path

import pytest

from procedures.errors import UnknownRegulation
from procedures.registry import applicable, edition, implemented

DAY = date(2026, 11, 23)
MODULE = '''
from datetime import date
from procedures.mass.jjg_539_2016 import JJG539
from procedures.regulation import Regulation
from procedures.text import Text

class Own(JJG539):
    """A provincial regulation."""
    title, issued, in_force = Text("地方规程", "Provincial"), date(2020, 1, 1), date(2020, 6, 1)
    regulation = Regulation({number!r}, "2020", title, issued, in_force, (), 12, ())
'''


def write(folder: Path, name: str, number: str) -> None:
    (folder / f"{name}.py").write_text(MODULE.format(number=number), encoding="utf-8")


@pytest.mark.parametrize("number", ["JJG(滇) 12", "JJF 1070.1", "OIML R 901", "GB 4706.1", "Orden ICT/155"])
def test_a_name_as_it_is_printed(tmp_path: Path, number: str) -> None:
    write(tmp_path, "own", number)
    assert edition(number.lower(), DAY, [tmp_path]).regulation.number == number
    with pytest.raises(UnknownRegulation):
        edition(number, DAY)


def test_a_second_module_with_the_same_edition_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "one", "JJG(滇) 12")
    write(tmp_path, "two", "JJG (滇) 12")
    with pytest.raises(UnknownRegulation, match=r"2 modules claim to be .*one\.py.*two\.py") as refused:
        edition("JJG(滇) 12", DAY, [tmp_path])
    assert "remove or rename" in str(refused.value)


def test_a_module_that_takes_the_name_of_a_shipped_edition_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        MODULE.format(number="JJG 539").replace('"2020", title', '"2016", title'), encoding="utf-8"
    )
    with pytest.raises(UnknownRegulation, match=r"2 modules claim to be JJG 539-2016"):
        edition("JJG 539", DAY, [tmp_path])
    with pytest.raises(UnknownRegulation, match=r"2 modules claim to be JJG 539-2016"):
        applicable("scale", DAY, "CN", [tmp_path])
    assert edition("JJG 52", DAY, [tmp_path]).regulation.number == "JJG 52"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x = 1\nimport nowhere_at_all\n", "line 2: ModuleNotFoundError"),
        ("def f(:\n", "line 1: SyntaxError"),
        ("x = 1\ny = 1 / 0\n", "line 2: ZeroDivisionError"),
    ],
)
def test_a_broken_module_is_reported_and_stops_nobody_else(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "broken.py").write_text(text, encoding="utf-8")
    assert edition("JJG 52", DAY, [tmp_path]).regulation.number == "JJG 52"
    (broken,) = implemented([tmp_path]).broken
    assert broken.file == tmp_path / "broken.py"
    assert problem in broken.problem
    with pytest.raises(UnknownRegulation, match=r"broken\.py cannot be loaded"):
        edition("JJG 7777", DAY, [tmp_path])
