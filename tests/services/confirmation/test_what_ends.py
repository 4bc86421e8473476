"""What a confirmation is not made by, and what ends one before its day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrology.decision import Outcome
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS
from services.confirmation import characteristics
from services.confirmation.confirming import SIMULATED, confirm
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
        from decimal import Decimal

        return characteristics.Characteristics("R1", ON, Decimal("0.1"), Decimal("0.1"), None, "conform", True)

    monkeypatch.setattr("services.confirmation.confirming.characteristics", found)
    made = confirm(plant.url, "MR000001", "S1", given_by(run="R1", certificate="", error="", uncertainty=""))
    assert made.record.note == SIMULATED
