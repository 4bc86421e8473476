"""What a confirmation is not made by, and what ends one before its day."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.decision import Outcome
from registers.confirmations import REQUIREMENTS
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS
from services.confirmation import characteristics
from services.confirmation.confirming import SIMULATED, confirm
from services.confirmation.looked_at import confirmations
from services.confirmation.outside import audited
from tests.services.confirmation.test_confirmations import ON, given_by, outside, plant, readings
from tests.services.integrity.province import Province, scale

__all__ = ["plant"]


def test_a_verification_that_is_not_passed_ends_the_confirmation(plant: Province, tmp_path: Path) -> None:
    confirm(plant.url, "MR000001", "S1", given_by())
    failed = scale(1, verified_on=date(2026, 4, 10), valid_until=None, result="not_conform")
    plant.on(date(2026, 4, 10), lambda change: change.put_many(INSTRUMENTS, [("I1", failed)]))
    path = readings(tmp_path, *((day, "S1") for day in ("2026-03-01", "2026-04-09", "2026-04-10", "2026-04-11")))
    why = "the verification of 2026-04-10 did not conform and ended confirmation MC0000001"
    assert outside(plant, path) == [("S1", "2026-04-10", why), ("S1", "2026-04-11", why)]


def test_a_period_that_ends_before_it_begins_is_refused(plant: Province) -> None:
    with pytest.raises(RegistersError, match="ends before it begins"):
        audited(plant.url, date(2026, 3, 2), date(2026, 3, 1))


def test_before_the_verification_only_until_before_it(plant: Province) -> None:
    early: dict[str, Any] = {"on": date(2024, 6, 1), "until": date(2025, 1, 4)}
    assert confirm(plant.url, "MR000001", "S1", given_by(**early)).record.until == date(2025, 1, 4)


@pytest.mark.parametrize("outcome", [Outcome.INVALID, Outcome.INCOMPLETE])
def test_an_invalid_or_incomplete_run_confirms_nothing(outcome: Outcome) -> None:
    subject = type("Subject", (), {"serial": "S1", "maker": "M", "model": "A"})
    first: Any = type("First", (), {"subject": subject})
    with pytest.raises(RegistersError, match="nothing is confirmed by it"):
        characteristics._usable("R", first, outcome, later="", of=scale(1))
    characteristics._usable("R", first, Outcome.CONFORM, later="", of=scale(1))


def test_a_confirmation_by_a_simulated_run_says_so(plant: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: Any) -> characteristics.Characteristics:
        return characteristics.Characteristics("R1", ON, Decimal("0.1"), Decimal("0.1"), None, "conform", True)

    monkeypatch.setattr("services.confirmation.confirming.characteristics", found)
    made = confirm(plant.url, "MR000001", "S1", given_by(run="R1", certificate="", error="", uncertainty=""))
    assert made.record.note == SIMULATED


def test_the_page_says_why_a_confirmation_no_longer_holds(plant: Province) -> None:
    for n, uncertainty in ((1, "0.1"), (1, "0.3"), (2, "0.1"), (3, "0.1")):
        confirm(plant.url, "MR000001", f"S{n}", given_by(uncertainty=uncertainty))
    failed = scale(2, verified_on=date(2026, 4, 10), valid_until=None, result="not_conform")
    plant.on(date(2026, 4, 10), lambda change: change.put_many(INSTRUMENTS, [("I2", failed)]))
    found = confirmations(plant.url, ON, date(2026, 5, 1), date(2026, 5, 1))
    assert {key: why.en for key, why in found.ended.items()} == {
        "MC0000001": "replaced by confirmation MC0000002",
        "MC0000003": "the verification of 2026-04-10 did not conform and ended confirmation MC0000003",
    }
    plant.on(ON, lambda change: change.edit(REQUIREMENTS, "MR000001", tolerance=Decimal("0.3")))
    assert set(confirmations(plant.url, ON, date(2026, 5, 1), date(2026, 5, 1)).ended) == {
        "MC0000001", "MC0000003", "MC0000004",
    }  # fmt: skip
    with pytest.raises(RegistersError, match="ends before it begins"):
        confirmations(plant.url, date(2026, 5, 1), ON, ON)
