"""Numbers of documents have no gap and are given once, however many number at the same time; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from records.keys import StationKey
from records.register_changes import Reason
from records.register_documents import Documents
from records.store import Store
from records.verification import verify_store
from registers.book import Book
from registers.change import Change
from registers.document_steps import HasDocument, Numbering, end_document, number_document
from registers.documents import DOCUMENTS, IssuedDocument
from registers.errors import RegistersError
from registers.verification import verify_registers
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures
from tests.registers.conftest import key  # noqa: F401

ISSUERS, EACH = 20, 3
ON = date(2026, 11, 29)
NUMBERING = Numbering("{year}{dept}{item}{seq:06d}", "L", "0107")


def document(run: str) -> IssuedDocument:
    return IssuedDocument(kind="certificate", run=run, on=ON, numbered_on=ON, verifier="V001", head="0" * 64)


def test_twenty_number_at_once(fresh, key: StationKey, tmp_path: Path) -> None:  # noqa: F811
    url = fresh()
    Book(Store(url)).store.close()

    def issuer(n: int) -> list[str]:
        store, given = Store(url), []
        book = Book(store)
        for run in (*(f"run {n}/{of}" for of in range(EACH)), "the same"):

            def work(change: Change, run: str = run) -> str:
                return number_document(change, document(run), NUMBERING)

            try:
                given.append(book.change(key, Reason("A001", "numbered"), work))
            except HasDocument as other:
                assert run == "the same"
                given.append(other.number)
        with pytest.raises(RegistersError):
            book.change(key, Reason("A001", "fails"), lambda c: _fails(c, n))
        store.close()
        return given

    with ThreadPoolExecutor(ISSUERS) as pool:
        given = [number for numbers in pool.map(issuer, range(ISSUERS)) for number in numbers]
    count = ISSUERS * EACH + 1
    assert sorted(set(given)) == [f"2026L0107{n:06d}" for n in range(1, count + 1)]
    book = Book(Store(url))
    assert book.count(DOCUMENTS) == count
    assert (verify_store(book.store).problems, verify_registers(book.store)) == ([], [])
    book.store.close()


def _fails(change: Change, n: int) -> None:
    """A number is taken, and given back with the failure."""
    number_document(change, document(f"fails {n}"), NUMBERING)
    raise RegistersError([])


def test_a_number_that_is_voided_is_kept_and_another_is_given(book: Book, key: StationKey) -> None:  # noqa: F811
    def number() -> str:
        return book.change(key, Reason("A001", "x"), lambda c: number_document(c, document("a"), NUMBERING))

    first = number()
    with pytest.raises(RegistersError, match="missing"):
        book.change(key, Reason("A001", "x"), lambda c: end_document(c, first, "void", ""))
    book.change(key, Reason("A001", "x"), lambda c: end_document(c, first, "void", "wrong client"))
    assert (first, number()) == ("2026L0107000001", "2026L0107000002")
    kept = book.get(DOCUMENTS, first).record
    assert (kept.state, kept.reason) == ("void", "wrong client")


@pytest.mark.parametrize("pattern", ["{year}", "{seq}{who}", "{seq:06d", "{year.x}{seq}", "{}"])
def test_a_pattern_that_numbers_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="seq"):
        Documents(number=pattern)
    assert Documents(number="〔{year}〕{dept}第{seq}号").number
