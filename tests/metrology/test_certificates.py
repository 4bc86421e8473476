"""Selection of documents, and the last day of validity."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import certificates as ct
from metrology.decision import Outcome

CASES = {
    case["topic"]: case
    for case in yaml.safe_load((Path(__file__).parent / "cases" / "certificates.yaml").read_text("utf-8"))
}
RESULTS = {"按检定规程且合格": Outcome.CONFORM, "按检定规程且不合格": Outcome.NOT_CONFORM}


def test_document_signers_and_seal() -> None:
    case: dict[str, Any] = CASES["certificate.selection"]
    for words, title in zip(case["inputs"]["results"], case["expected"]["document"], strict=True):
        found = ct.select_document(RESULTS[words])
        assert found.document is not None
        assert found.document.zh == title
        assert [signer.zh for signer in found.signers] == case["expected"]["signers"]
        assert found.seal is not None
        assert found.seal[0] == case["expected"]["seal"]


@pytest.mark.parametrize("outcome", [Outcome.UNDECIDED, Outcome.INVALID, Outcome.INCOMPLETE, Outcome.NOT_APPLICABLE])
def test_no_legal_document_without_a_verdict(outcome: Outcome) -> None:
    found = ct.select_document(outcome)
    assert (found.document, found.signers, found.seal) == (None, (), None)


def test_a_failed_periodic_verification_cancels_the_old_mark() -> None:
    assert ct.select_document(Outcome.NOT_CONFORM, marked_before=True).cancels_previous_mark
    assert not ct.select_document(Outcome.NOT_CONFORM).cancels_previous_mark
    assert not ct.select_document(Outcome.CONFORM, marked_before=True).cancels_previous_mark


def test_calibrations_are_certified_whatever_their_outcome() -> None:
    found = ct.select_document(Outcome.NOT_CONFORM, by_regulation=False)
    assert found.document is ct.Document.CALIBRATION_CERTIFICATE
    accredited = ct.select_document(Outcome.UNDECIDED, by_regulation=False, accredited=True)
    assert accredited.document is ct.Document.ACCREDITED_CALIBRATION_CERTIFICATE
    assert ct.select_document(Outcome.INVALID, by_regulation=False).document is None


@pytest.mark.parametrize(
    ("verified_on", "months", "last", "same_day"),
    [
        ("2013-05-08", 12, "2014-05-07", "2014-05-08"),
        ("2024-02-29", 12, "2025-02-28", "2025-02-28"),
        ("2023-03-01", 12, "2024-02-29", "2024-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-02-29"),
        ("2024-08-31", 6, "2025-02-28", "2025-02-28"),
        ("2024-01-01", 24, "2025-12-31", "2026-01-01"),
    ],
)
def test_last_valid_day(verified_on: str, months: int, last: str, same_day: str) -> None:
    day = date.fromisoformat(verified_on)
    assert ct.validity(day, months).last_valid_day.isoformat() == last
    assert ct.validity(day, months, "same_day").last_valid_day.isoformat() == same_day


@given(
    some.dates(date(1990, 1, 1), date(2090, 1, 1)), some.integers(1, 120), some.sampled_from(["day_before", "same_day"])
)
@settings(max_examples=150)
def test_a_verification_covers_its_period_and_no_day_more(day: date, months: int, convention: ct.LastDay) -> None:
    found = ct.validity(day, months, convention)
    assert found.next_verification == found.last_valid_day + timedelta(days=1)
    assert found.last_valid_day >= day
    assert ct.validity(day, months + 1, convention).last_valid_day > found.last_valid_day


def test_periods_that_make_no_sense() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        ct.validity(date(2024, 1, 1), 0)
    with pytest.raises(ValueError, match="convention"):
        ct.validity(date(2024, 1, 1), 12, "next_day")  # type: ignore[arg-type]


def test_every_word_is_bilingual() -> None:
    words = [*ct.Document, *ct.Signer]
    assert all(word.en.isascii() and not word.zh.isascii() for word in words)
