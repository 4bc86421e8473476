"""A special campaign before, in and after: which verification of an instrument counts in which line."""

from datetime import date
from pathlib import Path

import pytest

from metrology.sampling import clopper_pearson
from registers.errors import RegistersError
from services.rates.before_after import before_after
from tests.services.integrity.province import enter, province, verified

NAME = "ZX-1"


def test_each_instrument_counts_once_in_each_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = "not_conform", "conform"
    rows = [
        verified(1, date(2025, 3, 1), good),  # an older one than the last before
        verified(1, date(2025, 9, 1), bad),
        verified(1, date(2026, 1, 5), bad, campaign=NAME, as_left=False),
        verified(1, date(2026, 1, 6), good, campaign=NAME, as_found=False),
        verified(1, date(2026, 5, 1), good),
        verified(1, date(2026, 6, 1), bad),  # a later one than the first after
        verified(2, date(2025, 9, 1), good),
        verified(2, date(2026, 1, 10), good, campaign=NAME),
        verified(2, date(2026, 5, 1), bad),
        verified(3, date(2026, 1, 8), good, campaign=NAME),
        verified(4, date(2026, 1, 8), bad),  # not of the campaign
        verified(2, date(2026, 1, 7), bad),  # within its days, not under its name
    ]
    with province(tmp_path, monkeypatch) as units:
        units.on(date(2026, 6, 2), enter(*rows))
        found = before_after(units.url, NAME, None)
        earlier = before_after(units.url, NAME, None)
        with pytest.raises(RegistersError, match="no verification has the campaign 'none'"):
            before_after(units.url, "none", None)
    assert found == earlier
    counts = {r["phase"]: (r["part"], r["whole"]) for r in found["rows"]}
    assert counts == {"before": (1, 2), "found": (2, 3), "left": (3, 3), "after": (1, 2)}
    assert (found["from"], found["to"], found["instruments"]) == ("2026-01-05", "2026-01-10", 3)
    assert (found["both"], found["better"], found["worse"]) == (2, 1, 1)
    assert found["rows"][0]["failed"] == ["R1-2025-09-01"]
    exact = clopper_pearson(2, 3, 0.95)
    assert float(found["rows"][1]["lower"]) <= 100 * exact.lower < float(found["rows"][1]["lower"]) + 0.02
