"""The rule of the roles holds in the use cases: for who starts, resumes or decides a run, at every face."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from records.store import Store
from sequencer.errors import Refused
from services.accounts import passwords
from services.accounts.accounts import Accounts
from services.accounts.errors import NotAllowed, NotLoggedIn
from services.accounts.measuring import performer, refuse_to_measure, roles_in
from services.accounts.roles import Role
from services.events import Events
from services.runs.form import run_from_form
from services.runs.resume import resume
from services.starting.overriding import able_to_override, override
from tests.services.accounts.conftest import PASSWORD, QUICK, filled
from tests.services.at_the_desk import DAY, Laboratory, answering, ideal

BENCH, WHY = "scale-by-hand", "the certificate is on its way"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("roles")
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setattr(passwords, "HASHER", QUICK)
        for module in ("laboratory.gate_facts", "runs.resume_gates", "laboratory.plan"):
            patch.setattr(f"services.{module}.real_day", lambda _: date.fromisoformat(DAY.isoformat()))
        found = Laboratory(folder)
        yield found
        found.desk.close()


@pytest.fixture(scope="module")
def stopped(lab: Laboratory) -> str:
    """A run of V001, stopped at its third question, before anybody has an account."""
    assert roles_in(lab.store, "V001") is None
    job = lab.job("JJG 539", BENCH, "scale")
    work = lab.desk.start([job], "V001")
    answering(work, ideal(job), until=lambda p: p.number == 3)
    work.stop("V001")
    work.join(10)
    return work.state().positions[0].run


@pytest.fixture(scope="module")
def accounts(lab: Laboratory, stopped: str) -> Iterator[Accounts]:
    """From now on people have accounts."""
    found = filled(lab.store)
    yield found
    found.close()


def test_without_a_role_nothing_is_started_or_decided(lab: Laboratory, accounts: Accounts, tmp_path: Path) -> None:
    job = lab.job("JJG 539", BENCH, "scale")
    accounts.disable("V001", "on leave", by="M001")
    assert roles_in(lab.store, "V001") == frozenset()
    work = lab.desk.start([job], "V001")
    work.join(20)
    assert (work.state().refused, work.state().ended[0].en) == (True, "no role of V001 allows measuring")
    with pytest.raises(NotAllowed):
        run_from_form(job, tmp_path / "form.csv", lab.store, Events())
    accounts.enable("V001", "back", by="M001")
    assert roles_in(lab.store, "V001") == {Role.OPERATOR}
    assert roles_in(lab.store, "nobody") == frozenset()


def test_a_run_is_resumed_by_its_person_or_by_who_may_take_over(
    lab: Laboratory, accounts: Accounts, stopped: str
) -> None:
    with pytest.raises(NotAllowed, match="this run is of V001"):
        resume(stopped, lab.store, Events(), person="V002")
    refuse_to_measure(lab.store, "V001", "V001")
    accounts.set_roles("V002", ["operator", "manager"], by="M001")
    refuse_to_measure(lab.store, "V002", "V001")
    accounts.set_roles("V002", ["manager"], by="M001")
    with pytest.raises(NotAllowed, match="no role of V002 allows measuring"):
        refuse_to_measure(lab.store, "V002", "V001")
    store = Store(lab.store, read_only=True)
    try:
        assert performer(store.events(stopped)) == "V001"
    finally:
        store.close()


def test_a_gate_is_let_pass_by_somebody_else_who_gives_a_reason_and_their_password(
    lab: Laboratory, accounts: Accounts
) -> None:
    bench = lab.folder / f"benches/{BENCH}.toml"
    assert list(able_to_override(bench, "V001")) == ["M001"]
    said = {"bench": bench, "verifiers": ["V001"], "accounts": accounts}
    given = override("standard_due", "M001", f" {WHY}\n", **said, password=PASSWORD)  # type: ignore[arg-type]
    assert given == f"standard_due:M001:{WHY}"
    assert override("standard_due", "M001", WHY, bench=bench, verifiers=["V001"], accounts=None) == given
    for gate, person, why, error in (
        ("standard_due", "M001", WHY, NotLoggedIn),
        ("standard_due", "V001", WHY, Refused),
        ("standard_due", "M001", "yes", Refused),
        ("nothing", "M001", WHY, Refused),
    ):
        with pytest.raises(error):
            override(gate, person, why, **said, password="wrong")  # type: ignore[arg-type]  # noqa: S106
