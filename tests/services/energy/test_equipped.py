"""Equipping rates by GB 17167: the vector, editions by day, what the register says of an instrument."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.decision import Outcome
from metrology.status import Status
from procedures.energy_metering.equipping import LEVELS, equipping, kinds
from procedures.errors import FiguresError
from procedures.kit.figures_form import figures_form
from registers.book import Book
from registers.instruments import INSTRUMENTS, Instrument
from services.energy.equipped import equipped
from services.energy.held import held
from services.energy.points import Point

IN_2006, IN_2025, DAY = date(2026, 1, 31), date(2026, 2, 1), date(2025, 11, 30)
#: The table as two programs and the notes on the systems print it, by user, sub-unit and equipment.
PRINTED = {
    "electricity": (100, 100, 95), "coal": (100, 100, 90), "coke": (100, 100, 90), "oil-products": (100, 100, 95),
    "heavy-oil": (100, 100, 90), "residual-oil": (100, 100, 90), "natural-gas": (100, 100, 90), "lpg": (100, 100, 90),
    "coal-gas": (100, 90, 80), "steam": (100, 80, 70), "water": (100, 95, 80), "hot-water": (100, 95, 80),
    "other": (100, 90, 80),
}  # fmt: skip


def points(kind: str, level: str, needed: int, installed: int) -> list[Point]:
    return [
        Point(point=f"{level}{n}", level=level, kind=kind, serial=f"{level}-{n}" if n < installed else "")
        for n in range(needed)
    ]


def test_the_vector_of_coal_gas() -> None:
    """cases/systems.json gb17167_2006: 4/4, 9/10, 19/25 against 100, 90, 80 %."""
    counts = (4, 4), (10, 9), (25, 19)
    asked = [p for level, of in zip(LEVELS, counts, strict=True) for p in points("coal-gas", level, *of)]
    found = equipped(asked, IN_2006, None)
    assert [c.outcome for c in found.cells] == [Outcome.CONFORM, Outcome.CONFORM, Outcome.NOT_CONFORM]
    shown = found.document()["cells"]
    assert [c["percent"] for c in shown] == ["100.00", "90.00", "76.00"]
    assert [c["required"] for c in shown] == ["100", "90", "80"]
    assert found.outcome is Outcome.NOT_CONFORM


def test_the_table_of_2006_a_second_time() -> None:
    by = equipping(IN_2006)
    assert by.facts.regulation.id == "GB 17167-2006"
    for kind, row in PRINTED.items():
        found = [by.rate(kind, level) for level in LEVELS]
        assert tuple(r.value for r in found) == tuple(map(Decimal, row)), kind
        assert {r.source.status for r in found} == {Status.SECONDARY}
    assert set(kinds()) - set(PRINTED) == {"crude-oil", "recovered"}


def test_what_is_not_verified_decides_nothing() -> None:
    """Crude oil is remembered, recovered energy is not: neither decides."""
    for kind in ("crude-oil", "recovered"):
        found = equipped(points(kind, "user", 2, 1), IN_2006, None)
        assert [c.outcome for c in found.cells] == [Outcome.UNDECIDED]
    assert equipping(IN_2006).rate("recovered", "equipment").value is None


def test_the_edition_of_2025_has_no_figure() -> None:
    by = equipping(IN_2025)
    assert by.facts.regulation.id == "GB 17167-2025"
    assert all(by.rate(kind, level).value is None for kind in kinds() for level in LEVELS)
    found = equipped(points("coal-gas", "equipment", 25, 25), IN_2025, None)
    assert found.outcome is Outcome.UNDECIDED
    assert equipped(points("coal-gas", "equipment", 25, 19), IN_2025, None, year="2006").outcome is Outcome.NOT_CONFORM
    assert not equipped(points("coal-gas", "equipment", 25, 19), IN_2025, None, year="2006").in_force


@pytest.mark.parametrize(("required", "outcome"), [("76", Outcome.CONFORM), ("76.01", Outcome.NOT_CONFORM)])
def test_figures_read_in_print_decide(tmp_path: Path, required: str, outcome: Outcome) -> None:
    text = figures_form("GB 17167-2025", equipping(IN_2025).facts.unread)
    text = re.sub(r"(?m)^((?:checked_)?on) = .*", r"\1 = 2026-11-01", text).replace('""', '"x"')
    text = re.sub(r'(?m)^checked_by = "x"', 'checked_by = "y"', text)
    text = re.sub(r'(?m)^("numbers\.[^"]*") = "x"', r"\1 = 100", text)
    text = text.replace('"numbers.coal-gas_equipment" = 100', f'"numbers.coal-gas_equipment" = {required}')
    file = tmp_path / "gb17167.toml"
    file.write_text(text, "utf-8")
    found = equipped(points("coal-gas", "equipment", 25, 19), IN_2025, None, [tmp_path])
    assert found.outcome is outcome
    assert found.cells[0].source.status is Status.VERIFIED
    shutil.copy(file, tmp_path / "again.toml")
    with pytest.raises(FiguresError, match="is for GB 17167-2025 too"):
        equipped(points("coal-gas", "equipment", 1, 1), IN_2025, None, [tmp_path])


@given(st.sampled_from(sorted(PRINTED)), st.integers(1, 400), st.data())
def test_rates_are_compared_unrounded(kind: str, needed: int, data: st.DataObject) -> None:
    installed = data.draw(st.integers(0, needed))
    cell = equipped(points(kind, "equipment", needed, installed), IN_2006, None).cells[0]
    reached = Fraction(installed, needed) * 100 >= PRINTED[kind][2]
    assert cell.outcome is (Outcome.CONFORM if reached else Outcome.NOT_CONFORM)
    assert len(cell.missing) == needed - installed


def test_a_stopped_instrument_is_not_installed() -> None:
    p = Point(point="P1", level="user", kind="water", serial="W-1", status="stopped")
    assert equipped([p], IN_2006, None).cells[0].outcome is Outcome.NOT_CONFORM


METER = Instrument(
    name="电能表", maker="示范仪表有限公司", model="DTS634", serial="EM-1", accuracy_class="1.0", cycle_months=72,
    verified_on=date(2025, 3, 11), valid_until=date(2031, 3, 10), result="conform", certificate="N-1",
)  # fmt: skip
ENTERED = Point(
    point="E1", level="user", kind="electricity", group="electricity-meter-3", serial="em-1", model="DTS634"
)


@pytest.mark.parametrize(
    ("changed", "on", "valid", "remark"),
    [
        ({}, DAY, True, ""),
        ({}, date(2031, 3, 11), False, ""),
        ({}, date(2025, 3, 10), False, "verified only on 2025-03-11"),
        ({"result": "not_conform"}, DAY, False, "its last verification failed"),
        ({"status": "stopped", "status_reason": "x", "status_since": DAY}, DAY, False, "registered as not in use"),
        ({"model": "DDS1"}, DAY, False, "not in the register"),
    ],
)
def test_the_register_says_whether_it_is_valid(
    book: Book, change: Callable[[Callable[..., Any]], Any], changed: dict[str, Any], on: date, valid: bool, remark: str
) -> None:
    change(lambda c: c.add(INSTRUMENTS, msgspec.structs.replace(METER, **changed)))
    (found,) = held([ENTERED], on, book)
    assert found.valid is valid
    assert ", ".join(r.en for r in found.remarks) == remark


def test_the_list_and_the_register_are_held_together(book: Book, change: Callable[[Callable[..., Any]], Any]) -> None:
    change(lambda c: c.add(INSTRUMENTS, METER))
    listed = msgspec.structs.replace(ENTERED, accuracy_class="0.5", certificate="N-2", valid_until=date(2040, 1, 1))
    (found,) = held([listed], DAY, book)
    assert found.until == "2031-03-10"
    assert [r.en for r in found.remarks] == [
        "accuracy class: 0.5 in the list, 1.0 in the register",
        "certificate: N-2 in the list, N-1 in the register",
    ]
    change(lambda c: c.add(INSTRUMENTS, msgspec.structs.replace(METER, model="DTS634", maker="")))
    (found,) = held([ENTERED], DAY, book)
    assert not found.valid
    assert found.remarks[0].en.startswith("several instruments of the register")


def test_the_verification_before_covers_the_days_before(
    book: Book, change: Callable[[Callable[..., Any]], Any]
) -> None:
    """A period that is accounted for later: the meter was verified again in the meantime."""
    key = change(lambda c: c.add(INSTRUMENTS, METER))
    again = {"verified_on": date(2026, 6, 1), "valid_until": date(2032, 5, 31), "certificate": "N-9"}
    change(lambda c: c.edit(INSTRUMENTS, key, **again))
    (found,) = held([ENTERED], DAY, book)
    assert (found.certificate, found.until, found.valid) == ("N-1", "2031-03-10", True)
    assert found.covers(date(2025, 11, 1), DAY)
    (later,) = held([ENTERED], date(2026, 6, 30), book)
    assert later.certificate == "N-9"
    assert later.covers(date(2026, 5, 1), date(2026, 6, 30)), "by two certificates, one after the other"
    assert not later.covers(date(2025, 3, 10), date(2026, 6, 30)), "the first day lies before both"
    gap = {"verified_on": date(2032, 6, 2), "valid_until": date(2038, 6, 1), "certificate": "N-10"}
    change(lambda c: c.edit(INSTRUMENTS, key, **gap))
    (after,) = held([ENTERED], date(2032, 6, 3), book)
    assert not after.covers(date(2032, 5, 1), date(2032, 6, 3)), "on 2032-06-01 no certificate covers it"
    assert after.covers(date(2032, 6, 2), date(2032, 6, 3))
    failed = {"verified_on": date(2033, 1, 10), "valid_until": None, "result": "not_conform", "certificate": "N-11"}
    change(lambda c: c.edit(INSTRUMENTS, key, **failed))
    repaired = {
        "verified_on": date(2033, 1, 20),
        "valid_until": date(2039, 1, 19),
        "result": "conform",
        "certificate": "N-12",
    }
    change(lambda c: c.edit(INSTRUMENTS, key, **repaired))
    (repaired_one,) = held([ENTERED], date(2033, 1, 31), book)
    assert not repaired_one.covers(date(2033, 1, 1), date(2033, 1, 31)), "it failed on the 10th"
    assert repaired_one.covers(date(2033, 1, 20), date(2033, 1, 31))
    assert not held([ENTERED], date(2033, 1, 15), book)[0].valid


def test_without_a_register_the_list_counts() -> None:
    listed = msgspec.structs.replace(ENTERED, certificate="N-2", valid_until=DAY)
    assert held([listed], DAY, None)[0].valid
    assert not held([listed], date(2025, 12, 1), None)[0].valid
    assert not held([ENTERED], DAY, None)[0].valid


def test_a_class_of_memory_is_shown_and_decides_nothing() -> None:
    (check,) = equipped([ENTERED], DAY, None).classes
    assert (check.required, check.outcome, check.source.status) == ("1.0", Outcome.UNDECIDED, Status.UNVERIFIED)
