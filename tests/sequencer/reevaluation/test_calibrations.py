"""A calibration after the recall of its standard: values and U are computed again; runs that state others are named."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from records.entries import Conclusion, of_kind, opened
from records.keys import station_key
from records.recall import CorrectedCertificate
from records.store import Store
from records.verification import ledger_of
from sequencer.reevaluation import CertificateChange, reevaluate
from sequencer.reevaluation.dependence import certificates, dependences
from services.laboratory.prepare import rebuild
from tests.real_runs import performed
from tests.sequencer.reevaluation.test_campaign import bulk

SINCE = date(2026, 11, 1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    found = Store(str(tmp_path / "runs.sqlite"))
    bulk.write(found, [("run-1", bulk.bodies(performed("JJF 1587", {})))], station_key())
    return found


def test_a_result_depends_on_its_standard_however_little_it_moves() -> None:
    events = performed("JJF 1587", {})
    used = certificates(opened(events).standards)
    mine = [(e.address, c) for e, c in of_kind(events, Conclusion) if c.uncertainty is not None]
    found = [d for d in dependences(used, mine[:1]) if d.certificate.role == "source"]
    assert {d.reach for d in found} == {0.0}


def change(**stated: Any) -> CertificateChange:
    return CertificateChange("CAL-01", SINCE, CorrectedCertificate(**stated))


CHANGES: list[tuple[dict[str, Any], str, str]] = [
    ({"key": "direct_voltage", "correction": {"constant": "0", "relative": "0.00001"}}, "dc_voltage", "value"),
    ({"key": "direct_voltage", "expanded_uncertainty": {"relative": "0.00006"}}, "dc_voltage", "U"),
    ({"key": "alternating_current", "expanded_uncertainty": {"relative": "0.002"}}, "ac_current", "U"),
    ({"key": "resistance", "maximum_permissible_error": {"relative": "0.000033"}}, "resistance", "U"),
]


@pytest.mark.parametrize(("stated", "item", "what"), CHANGES)
def test_a_corrected_certificate_changes_results_and_no_verdict(
    store: Store, stated: dict[str, Any], item: str, what: str
) -> None:
    found = reevaluate(store, change(**stated), rebuild, ledger_of(store).trust.public, processes=1)
    (changed,) = found.changed
    assert changed.old.outcome is changed.new.outcome
    assert {address.partition("/")[0] for address in changed.results} == {item}
    at = 0 if what == "value" else 1
    assert all(new is not None and new[at] != old[at] for old, new in changed.results.values())
    assert all(new is not None and new[1 - at] == old[1 - at] for old, new in changed.results.values()) or what == "U"


def test_a_certificate_that_says_the_same_changes_nothing(store: Store) -> None:
    same = {"constant": "0.000002", "relative": "0.000006"}
    found = reevaluate(
        store, change(key="direct_voltage", expanded_uncertainty=same), rebuild, ledger_of(store).trust.public
    )
    assert (found.changed, found.replayed, found.unchanged) == ([], 0, 1)
