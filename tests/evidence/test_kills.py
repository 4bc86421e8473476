"""A short kill campaign; the long one is `make evidence`."""

from pathlib import Path

import pytest

from services.code_identity.code_manifest import manifest
from tests.evidence import kill
from tests.evidence.laboratory import CASES, FOUR, Laboratory


@pytest.mark.parametrize(("cases", "kills"), [(CASES[:1], 3), (CASES[3:4], 3), ((FOUR,), 2)],
                         ids=["scale", "gauge", "four"])  # fmt: skip
def test_no_acknowledged_reading_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: tuple[kill.Case, ...], kills: int
) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path))  # restored after the laboratory has set its own
    laboratory = Laboratory.at(tmp_path / "laboratory")
    manifest()
    laboratory.learn(cases[0])
    tally = kill.campaign(laboratory, kills, seed=20, cases=cases)
    assert tally.faults == []
    assert tally.kills.total() >= kills
    # a kill hides at most one reading: stored, and not told yet; the case has more readings than that, on any machine
    assert tally.acknowledged >= tally.stored - tally.kills.total() > 0


def test_the_campaign_sees_what_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A harness that finds nothing must be able to find something: here a reading that was never stored."""
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path))
    laboratory = Laboratory.at(tmp_path / "laboratory")
    case = CASES[2]
    laboratory.learn(case)
    url = str(tmp_path / "store.sqlite")
    with kill.quiet():
        laboratory.starting(case, url)()
    run = kill.Store(url).names()[0]
    (tmp_path / "acknowledged").write_text(f'["{run}", "observation", "zero/nowhere", "1.0"]\n', "utf-8")
    (fault,) = kill.examine(laboratory, case, url, tmp_path, kill.ItemOutcomes())
    assert "zero/nowhere" in fault
