"""Accounts: passwords that fit, failures that are counted, tokens, and a history without secrets."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from records.errors import StoreError
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.people import PEOPLE
from services.accounts import history, passwords
from services.accounts.accounts import Accounts
from services.accounts.errors import AccessRefused, NotAllowed, NotLoggedIn, TooManyFailures
from services.accounts.roles import Role
from services.accounts.tokens import make_token, revoke_token, tokens, who_has
from services.signing.signing import signer
from tests.services.accounts.conftest import PASSWORD, filled

PROGRAM = passwords.HASHER


def failures(accounts: Accounts, person: str, address: str, count: int) -> None:
    for _ in range(count):
        with pytest.raises(NotLoggedIn):
            accounts.check(person, "wrong password", address)


def test_a_password_is_kept_as_argon2id_and_fits(accounts: Accounts, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PROGRAM)
    assert accounts.check("V001", PASSWORD, "10.0.0.1").person == "V001"  # and hashes again what was hashed otherwise
    with closing(sqlite3.connect(url)) as there:
        kept = there.execute("SELECT password FROM account WHERE person = 'V001'").fetchone()[0]
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PasswordHasher().verify(kept, PASSWORD)
    assert accounts.check("V001", PASSWORD, "10.0.0.1").counted == {Role.OPERATOR}


@pytest.mark.parametrize("weak", ["short", "my V002 password", "aaaaaaaaaaaaaa", "x" * 201])
def test_a_weak_password_is_refused(accounts: Accounts, weak: str) -> None:
    with pytest.raises(AccessRefused):
        accounts.reset("V002", weak, by="M001")


def test_an_account_is_of_a_person_of_the_register(accounts: Accounts) -> None:
    with pytest.raises(AccessRefused, match="has no X001: steelyard people add"):
        accounts.add("X001", ["reader"], PASSWORD)
    with pytest.raises(AccessRefused, match="does not give R001 the function verifier"):
        accounts.set_roles("R001", ["operator"])
    with pytest.raises(AccessRefused, match="has an account already"):
        accounts.add("V001", ["operator"], PASSWORD)


def test_somebody_who_has_left_is_not_let_in(accounts: Accounts) -> None:
    accounts.add("V009", ["operator"], PASSWORD)
    with pytest.raises(NotAllowed, match="has left"):
        accounts.check("V009", PASSWORD, "10.0.0.2")


def test_nobody_learns_which_names_exist(accounts: Accounts) -> None:
    with pytest.raises(NotLoggedIn) as unknown:
        accounts.check("nobody", PASSWORD, "10.0.0.3")
    with pytest.raises(NotLoggedIn) as wrong:
        accounts.check("V001", "wrong password", "10.0.0.3")
    assert unknown.value.reasons == wrong.value.reasons


def test_after_five_failures_even_the_right_password_waits(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    failures(accounts, "C001", "10.0.0.9", history.MOST_HERE)
    for _ in range(3):
        with pytest.raises(TooManyFailures) as refused:
            accounts.check("C001", PASSWORD, "10.0.0.9")
        assert 0 < refused.value.seconds <= 900
    kinds = [e.kind for e in accounts.events("C001")]
    assert kinds == ["limited", *["failed"] * 5, "added"]
    assert accounts.check("C001", PASSWORD, "10.0.0.10").person == "C001"  # from her own bench she gets in
    monkeypatch.setattr(history, "WINDOW", history.WINDOW * 0)
    assert accounts.check("C001", PASSWORD, "10.0.0.9").person == "C001"


def test_many_addresses_do_not_get_more_tries_and_a_reset_forgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr(history, "MOST_OF_ACCOUNT", 3)
    with closing(filled(str(tmp_path / "runs.sqlite"))) as accounts:
        for n in range(3):
            failures(accounts, "V002", f"10.1.0.{n}", 1)
        with pytest.raises(TooManyFailures):
            accounts.check("V002", PASSWORD, "10.1.0.77")
        accounts.reset("V002", PASSWORD + "!", by="M001")
        assert accounts.check("V002", PASSWORD + "!", "10.1.0.77").person == "V002"
        monkeypatch.setattr(history, "MOST_OF_ADDRESS", 2)
        failures(accounts, "R001", "10.1.0.200", 1)
        failures(accounts, "A001", "10.1.0.200", 1)
        with pytest.raises(TooManyFailures):
            accounts.check("E001", PASSWORD, "10.1.0.200")


def test_a_function_that_is_taken_back_takes_its_role(accounts: Accounts, url: str) -> None:
    store = Store(url)
    Book(store).change(signer(), Reason("M001", "test"), lambda change: change.edit(PEOPLE, "A001", functions=()))
    store.close()
    found = accounts.get("A001")
    assert (found.roles, found.counted) == ({Role.APPROVER}, set())


def test_a_disabled_account_says_so_only_to_who_knows_the_password(accounts: Accounts) -> None:
    accounts.disable("E001", "audit is over", by="M001")
    with pytest.raises(NotLoggedIn):
        accounts.check("E001", "wrong password", "10.0.0.4")
    with pytest.raises(NotAllowed, match="disabled"):
        accounts.check("E001", PASSWORD, "10.0.0.4")
    accounts.enable("E001", "next audit", by="M001")
    assert accounts.check("E001", PASSWORD, "10.0.0.4").state == "active"


def test_a_token_acts_for_its_person_within_its_roles(accounts: Accounts) -> None:
    text = make_token(accounts, "screen-1", "V001", ["operator"], date(2099, 1, 1), by="M001")
    who = who_has(accounts, text)
    assert (who.person, who.machine, who.roles) == ("V001", "screen-1", {Role.OPERATOR})
    for wrong in (text[:-1], text + "x", "steelyard_screen-1.", "", "steelyard_.", "steelyard_nobody.x"):
        with pytest.raises(NotLoggedIn):
            who_has(accounts, wrong)
    revoke_token(accounts, "screen-1", "sold")
    with pytest.raises(NotLoggedIn):
        who_has(accounts, text)
    assert [t.state for t in tokens(accounts)] == ["revoked"]


@pytest.mark.parametrize(("name", "person", "roles", "why"), [
    ("m-1", "R001", ["checker"], "a machine may not be checker"), ("m-1", "V001", ["clerk"], "is not clerk themselves"),
    ("../m", "V001", ["operator"], "letters, digits and hyphens"), ("m-1", "nobody", ["reader"], "has no account"),
])  # fmt: skip
def test_a_token_is_refused(accounts: Accounts, name: str, person: str, roles: list[str], why: str) -> None:
    with pytest.raises(AccessRefused, match=why):
        make_token(accounts, name, person, roles, date(2099, 1, 1))


def test_a_token_ends_on_its_day(accounts: Accounts) -> None:
    text = make_token(accounts, "old", "V001", ["operator"], date(2020, 1, 1))
    with pytest.raises(NotLoggedIn, match="out of date"):
        who_has(accounts, text)


def test_no_secret_stands_in_the_history_and_nothing_of_it_can_be_changed(accounts: Accounts, url: str) -> None:
    with closing(sqlite3.connect(url)) as there:
        written = str(there.execute("SELECT * FROM account_event").fetchall())
        assert PASSWORD not in written
        assert "argon2" not in written
        for statement in ("DELETE FROM account_event", "UPDATE account_event SET person = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                there.execute(statement)


def test_a_store_that_is_only_read_has_no_accounts_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Accounts(str(tmp_path / "missing" / "runs.sqlite"))
