"""A run is gone through once for instruments that differ in the serial number alone, where no edition looks at it."""

import ast
from pathlib import Path
from typing import Any

import pytest

from procedures.kit.dry_run import remembered
from procedures.subject import Subject
from sequencer.preview_memory import KEPT, Previews

PROCEDURES = Path(__file__).parents[2] / "procedures"
PRINTED = ["kit/procedure.py", "packages/excess_packaging.py"]
"""Where the serial number is read: the line of the nameplate that says model and number."""


class Shipped:
    """Stands for an edition."""


Shipped.__module__ = "procedures.pressure.jjg_52_2013"


class OfALaboratory:
    """Stands for an edition of a laboratory's folder."""


OfALaboratory.__module__ = "laboratory_module_1.gauge"


def plate(serial: str, model: str = "M") -> Subject:
    return Subject(name="表", maker="厂", model=model, serial=serial)


@pytest.mark.parametrize(("edition", "alike", "expected"), [
    (Shipped, True, [1, 1, 1, 4, 1]), (Shipped, False, [1, 2, 1, 4, 2]), (OfALaboratory, True, [1, 2, 1, 4, 2]),
])  # fmt: skip
def test_whose_preview_is_taken(edition: Any, alike: bool, expected: list[int]) -> None:
    previews = Previews[int]()

    def asked(one: Subject) -> int:
        return previews.of((edition, "initial"), one, lambda: {"1": 1, "2": 2, "x": 4}[one.serial], alike=alike)

    plates = plate("1"), plate("2"), plate("1"), plate("x", model="other"), plate("2")
    assert [asked(one) for one in plates] == expected


def test_anything_else_that_differs_has_its_own() -> None:
    previews = Previews[str]()
    assert previews.of((Shipped, "initial"), plate("1"), lambda: "a", alike=True) == "a"
    assert previews.of((Shipped, "subsequent"), plate("1"), lambda: "b", alike=True) == "b"
    assert previews.of((OfALaboratory, "initial"), plate("1"), lambda: "c", alike=True) == "c"


def test_the_oldest_are_forgotten() -> None:
    previews, made = Previews[str](), []
    for n in range(KEPT + 1):
        previews.of((Shipped,), plate(str(n)), lambda: made.append("") or "", alike=False)
    previews.of((Shipped,), plate("0"), lambda: made.append("") or "", alike=False)
    assert len(made) == KEPT + 2


def test_no_shipped_edition_does_anything_with_the_serial_number_than_to_print_it() -> None:
    readers = []
    for file in sorted(PROCEDURES.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        reads = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "serial"]
        printed = [v for n in ast.walk(tree) if isinstance(n, ast.FormattedValue) for v in ast.walk(n)]
        readers += [file.relative_to(PROCEDURES).as_posix()] if reads else []
        assert all(read in printed for read in reads), file
    assert readers == PRINTED


@pytest.mark.parametrize(("edition", "expected"), [(Shipped, 1), (OfALaboratory, 2)])
def test_a_dry_pass_serves_instruments_that_differ_in_the_serial_number_alone(edition: type, expected: int) -> None:
    made: list[str] = []

    def make() -> Any:
        made.append("")
        return made

    for one in (plate("7"), plate("8"), plate("8")):
        remembered(edition, one, ("initial", edition), make)
    assert len(made) == expected
    remembered(edition, plate("8"), ("subsequent", edition), make)
    remembered(edition, plate("8", model="other"), ("subsequent", edition), make)
    assert len(made) == expected + 2
