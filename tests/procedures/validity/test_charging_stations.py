"""Charging stations: eight years in Spain and in Germany, to the day and to the end of the year."""

from datetime import date

import pytest

from metrology.validity import Happening, What, standing
from procedures.validity import law


@pytest.mark.parametrize(("code", "until"), [("ES", date(2034, 3, 10)), ("DE", date(2034, 12, 31))])
def test_eight_years(code: str, until: date) -> None:
    verified = Happening(date(2026, 3, 10), What("verified"), frozenset(), 0)
    found = standing(law(code).rules, law(code).period("charging-point", {}), (verified,), date(2027, 1, 1))
    assert (found.valid, found.until) == (True, until)
