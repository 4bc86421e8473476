"""Which certificate covered an instrument on a day: verifications end each other, calibrations end nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registers.documents import DOCUMENTS, IssuedDocument
from registers.instruments import FOREVER, INSTRUMENTS, Instrument
from services.covering import Cover, covers
from services.register.book import changing, opened_book


def meter(day: str, last: str, number: str, result: str = "conform", **others: Any) -> Instrument:
    until = date.fromisoformat(last) if last else None
    verified = {"verified_on": date.fromisoformat(day), "valid_until": until, "certificate": number, "result": result}
    return Instrument(name="电能表", serial="1", code="M-1", **{**verified, **others})  # type: ignore[arg-type]


def document(day: str, last: str, kind: str = "certificate", **others: Any) -> IssuedDocument:
    until = date.fromisoformat(last) if last else None
    known = {"kind": kind, "run": "r", "verifier": "A001", "head": "0", "instrument": "PG-1", "state": "issued"}
    return IssuedDocument(
        **{**known, "on": date.fromisoformat(day), "valid_until": until, "outcome": "conform", **others}
    )


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    url = str(tmp_path / "lab.sqlite")

    def of(*versions: Instrument, **documents: IssuedDocument) -> list[Cover]:
        def work(change: Any) -> None:
            change.add(INSTRUMENTS, versions[0], "PG-1")
            for number, one in documents.items():
                change.add(DOCUMENTS, one, number)

        changing(url, "A001", "test", work)
        for version in versions[1:]:
            changing(url, "A001", "test", lambda change, v=version: change.put_many(INSTRUMENTS, [("PG-1", v)]))
        with opened_book(url) as book:
            row = book.find(INSTRUMENTS, "PG-1")
            assert row is not None
            return covers(book, "PG-1", row.record)

    return of


def test_a_verification_ends_the_one_before_also_where_it_failed(found: Any) -> None:
    assert found(
        meter("2022-01-01", "2024-12-31", "A"), meter("2024-06-01", "", "B", "not_conform"),
        meter("2024-09-01", "2026-08-31", "C"),
    ) == [Cover("A", "2022-01-01", "2024-05-31"), Cover("C", "2024-09-01", "2026-08-31")]  # fmt: skip


def test_documents_of_the_laboratory_count_and_calibrations_end_nothing(found: Any) -> None:
    cancelled = document("2025-01-01", "2026-01-01", state="cancelled", reason="wrong")
    issued, same = document("2022-01-01", "2024-06-30"), document("2024-01-01", "2025-12-31")
    calibrated = document("2024-03-01", "", "calibration")
    assert found(meter("2024-01-01", "2025-12-31", "B"), A=issued, B=same, K=calibrated, X=cancelled) == [
        Cover("A", "2022-01-01", "2023-12-31"),
        Cover("B", "2024-01-01", "2025-12-31"),
        Cover("K", "2024-03-01", FOREVER),
    ]


def test_an_instrument_that_is_verified_once_is_covered_without_an_end(found: Any) -> None:
    (one,) = found(meter("2024-01-01", "", "A", mode="first-only"))
    assert one == Cover("A", "2024-01-01", FOREVER)
    assert (one.on("2023-12-31"), one.on("2024-01-01"), one.on("2099-01-01")) == (False, True, True)
