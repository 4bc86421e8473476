"""No order of commands makes a certificate valid that should not be."""

import shutil
import tempfile
from collections import Counter
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from

from records.errors import RecordsError
from registers.document_steps import REPORT, SPECIMEN
from registers.documents import DOCUMENTS, IssuedDocument
from registers.errors import RegistersError
from services.issuing import steps
from services.issuing.rules import State, state_on
from tests.services.issuing.runs_of_every_kind import GIVES, KINDS, LABORATORY, ON, Kept
from tests.thorough import THOROUGH

REFUSALS = (RegistersError, RecordsError)
PEOPLE = ("V001", "R001", "A001", "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_gets_what_its_kind_allows(kept: Kept, kind: str, tmp_path: Path) -> None:
    store = kept.copied(tmp_path / "store")
    with store.desk() as at:
        if kind in {"draft", "open"}:
            with pytest.raises(RegistersError):
                steps.number(at, kind, LABORATORY, "A001", ON)
            return
        number = steps.number(at, kind, LABORATORY, "A001", ON)
        assert steps.number(at, kind, LABORATORY, "A001", ON) == number
        row = at.book.get(DOCUMENTS, number).record
        if kind == "simulated":
            assert (row.state, number[: len(SPECIMEN)]) == ("specimen", SPECIMEN)
            for state, person in product(("checked", "approved", "issued"), PEOPLE):
                with pytest.raises(RegistersError):
                    steps.advance(at, number, state, person, ON)
            return
        assert (row.kind, number.startswith(REPORT)) == (GIVES[kind], GIVES[kind] == "report")
        assert (row.valid_until is None) == (row.kind != "certificate")
        for state, person in (("checked", "R001"), ("approved", "A001"), ("issued", "seal")):
            steps.advance(at, number, state, person, ON)
        row = at.book.get(DOCUMENTS, number).record
        assert state_on(row, ON)[0] is State.VALID
        last = row.valid_until
        assert last is None or state_on(row, last + timedelta(days=1))[0] is State.EXPIRED


class Orders(RuleBasedStateMachine):
    """Every command in any order, by anybody, on runs of every kind, some of which are tampered with on the way."""

    kept: Kept
    documents = Bundle("documents")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="issuing-"))
        self.store = self.kept.copied(self.folder / "store")
        self.spoilt: dict[str, set[str]] = {}
        self.issued: dict[str, set[str]] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(target=documents, run=sampled_from(list(KINDS)))
    def number(self, run: str) -> str:
        with self.store.desk() as at:
            try:
                return steps.number(at, run, LABORATORY, "A001", ON)
            except REFUSALS:
                return ""

    @rule(document=documents, state=sampled_from(["checked", "approved", "issued", "valid", "numbered"]),
          person=sampled_from(PEOPLE))  # fmt: skip
    def advance(self, document: str, state: str, person: str) -> None:
        with self.store.desk() as at:
            try:
                steps.advance(at, document, state, person, ON)
            except REFUSALS:
                return

    @rule(document=documents, how=sampled_from([steps.void, steps.cancel]), why=sampled_from(["", "seal broken"]))
    def end(self, document: str, how: object, why: str) -> None:
        with self.store.desk() as at:
            try:
                how(at, document, "A001", why)  # type: ignore[operator]
            except REFUSALS:
                return

    @rule(target=documents, document=documents, run=sampled_from(["", *KINDS]))
    def reissue(self, document: str, run: str) -> str:
        with self.store.desk() as at:
            try:
                return steps.reissue(at, document, LABORATORY, "A001", "client renamed", ON, run)
            except REFUSALS:
                return ""

    @rule(run=sampled_from(["conform", "another"]))
    def tamper(self, run: str) -> None:
        if run not in self.spoilt:
            self.store.tampered(run)
            self.spoilt[run] = {key for key, of in self.rows().items() if of.run == run and of.state == "issued"}

    def rows(self) -> dict[str, IssuedDocument]:
        with self.store.desk() as at:
            return {row.key: row.record for row in at.book.rows(DOCUMENTS)}

    @invariant()
    def only_what_may_be_is_valid(self) -> None:
        rows = self.rows()
        for number, of in rows.items():
            if of.state == "issued":
                assert GIVES.get(of.run) == of.kind, number
                assert len({of.verifier, of.checker, of.approver, ""}) == 4, number
                assert not number.startswith(SPECIMEN)
                assert of.run not in self.spoilt or number in self.spoilt[of.run]
            if state_on(of, ON)[0] is State.VALID and of.kind == "certificate":
                assert of.run in {"conform", "another"}
                assert of.valid_until is not None
            if of.state in {"void", "cancelled", "superseded"}:
                assert of.reason
            if of.state == "superseded":
                assert rows[of.replaced_by].replaces == number
        valid = Counter(of.run for of in rows.values() if of.state == "issued")
        assert not valid or max(valid.values()) == 1

    @invariant()
    def numbers_have_no_gap(self) -> None:
        series: dict[str, list[int]] = {}
        for number in self.rows():
            series.setdefault(number[:-6], []).append(int(number[-6:]))
        assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in series.values())


def test_no_order_of_commands_makes_a_wrong_certificate(kept: Kept) -> None:
    Orders.kept = kept
    few = settings(max_examples=200 if THOROUGH else 6, stateful_step_count=12,
                   suppress_health_check=list(HealthCheck))  # fmt: skip
    run_state_machine_as_test(Orders, settings=few)  # type: ignore[no-untyped-call]


def test_a_run_that_is_tampered_with_after_approval_is_not_issued(kept: Kept, tmp_path: Path) -> None:
    store = kept.copied(tmp_path / "store")
    with store.desk() as at:
        number = steps.number(at, "conform", LABORATORY, "A001", ON)
        steps.advance(at, number, "checked", "R001", ON)
        steps.advance(at, number, "approved", "A001", ON)
    store.tampered("conform")
    with store.desk() as at:
        with pytest.raises(RecordsError):
            steps.advance(at, number, "issued", "seal", ON)
        assert at.book.get(DOCUMENTS, number).record.state == "approved"


def test_a_reissue_supersedes_what_it_replaces(kept: Kept, tmp_path: Path) -> None:
    store = kept.copied(tmp_path / "store")
    with store.desk() as at:
        old = steps.number(at, "conform", LABORATORY, "A001", date(2026, 11, 29))
        for state, person in (("checked", "R001"), ("approved", "A001"), ("issued", "seal")):
            steps.advance(at, old, state, person, ON)
        new = steps.reissue(at, old, LABORATORY, "A001", "client renamed", ON)
        assert state_on(at.book.get(DOCUMENTS, old).record, ON)[0] is State.VALID
        assert steps.reissue(at, old, LABORATORY, "A001", "once more", ON) == new
        with pytest.raises(RegistersError, match="being replaced"):
            steps.reissue(at, old, LABORATORY, "A001", "once more", ON, "another")
        for state, person in (("checked", "R001"), ("approved", "A001"), ("issued", "seal")):
            steps.advance(at, new, state, person, ON)
        before, after = (at.book.get(DOCUMENTS, n).record for n in (old, new))
        assert (before.state, before.replaced_by, before.reason) == ("superseded", new, "client renamed")
        assert (after.state, after.replaces) == ("issued", old)
        steps.cancel(at, new, "A001", "instrument scrapped")
        state, why = state_on(at.book.get(DOCUMENTS, new).record, ON)
        assert (state, "instrument scrapped" in why.en) == (State.CANCELLED, True)
