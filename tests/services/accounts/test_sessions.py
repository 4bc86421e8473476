"""Sessions: a new id at every log-in, a lock without input, an end in any case, the password for what is signed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.accounts.accounts import Accounts
from services.accounts.errors import NotAllowed, NotConfirmed, NotLoggedIn, SessionLocked
from services.accounts.roles import Action
from services.accounts.sessions import Limits, Sessions
from tests.services.accounts.conftest import PASSWORD, Clock

HERE = "127.0.0.1"
LIMITS = Limits(idle=600, whole=3600, confirmed=60)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(accounts: Accounts, clock: Clock) -> Iterator[Sessions]:
    return Sessions(accounts, LIMITS, clock)


def test_the_id_is_new_at_every_log_in_and_the_old_one_is_dead(sessions: Sessions) -> None:
    first = sessions.log_in("V001", PASSWORD, HERE)
    second = sessions.log_in("V001", PASSWORD, HERE, old=first)
    assert first != second
    assert len(first) >= 43
    assert sessions.who(second).name == "张检定"
    with pytest.raises(NotLoggedIn):
        sessions.who(first)


def test_an_id_of_another_makes_no_session(sessions: Sessions) -> None:
    for chosen in ("chosen-by-an-attacker", "", "V001"):
        with pytest.raises(NotLoggedIn):
            sessions.who(chosen)


def test_it_locks_without_input_and_looking_is_none(sessions: Sessions, clock: Clock) -> None:
    session = sessions.log_in("V001", PASSWORD, HERE)
    clock.now += 599
    sessions.acting(session, Action.MEASURE)
    clock.now += 599
    sessions.who(session)
    clock.now += 2
    with pytest.raises(SessionLocked):
        sessions.who(session)
    with pytest.raises(SessionLocked):
        sessions.acting(session)
    assert sessions.holder(session) == "V001"
    with pytest.raises(NotLoggedIn):
        sessions.unlock(session, "wrong password", HERE)
    new = sessions.unlock(session, PASSWORD, HERE)
    assert sessions.acting(new, Action.MEASURE).person == "V001"
    with pytest.raises(NotLoggedIn):
        sessions.who(session)


def test_it_ends_in_any_case(sessions: Sessions, clock: Clock) -> None:
    session = sessions.log_in("V001", PASSWORD, HERE)
    for _ in range(8):
        clock.now += 450
        sessions.acting(session)
    clock.now += 1
    with pytest.raises(NotLoggedIn, match="ended"):
        sessions.acting(session)
    with pytest.raises(NotLoggedIn):
        sessions.unlock(session, PASSWORD, HERE)


def test_log_out_and_lock_by_hand(sessions: Sessions) -> None:
    session = sessions.log_in("V001", PASSWORD, HERE)
    sessions.lock(session)
    with pytest.raises(SessionLocked):
        sessions.who(session)
    sessions.log_out(session)
    sessions.log_out(session)
    assert sessions.holder(session) == ""


def test_what_is_signed_wants_the_password_each_time(sessions: Sessions, clock: Clock) -> None:
    session = sessions.log_in("R001", PASSWORD, HERE)
    with pytest.raises(NotConfirmed):
        sessions.acting(session, Action.CHECK)
    with pytest.raises(NotLoggedIn):
        sessions.confirm(session, "wrong password", HERE)
    sessions.confirm(session, PASSWORD, HERE)
    sessions.acting(session, Action.CHECK)
    with pytest.raises(NotConfirmed):  # it served one step
        sessions.acting(session, Action.CHECK)
    sessions.confirm(session, PASSWORD, HERE)
    clock.now += 61
    with pytest.raises(NotConfirmed):
        sessions.acting(session, Action.CHECK)


def test_the_role_is_asked_before_the_password(sessions: Sessions) -> None:
    session = sessions.log_in("R001", PASSWORD, HERE)
    with pytest.raises(NotAllowed, match="approve"):
        sessions.acting(session, Action.APPROVE)


@pytest.mark.parametrize("change", ["roles", "reset", "disable"])
def test_a_change_of_the_account_ends_its_sessions(sessions: Sessions, accounts: Accounts, change: str) -> None:
    session = sessions.log_in("V002", PASSWORD, HERE)
    if change == "roles":
        accounts.set_roles("V002", ["operator", "reader"])
    elif change == "reset":
        accounts.reset("V002", PASSWORD)
    else:
        accounts.disable("V002", "test")
    with pytest.raises((NotLoggedIn, NotAllowed)):
        sessions.acting(session)
    accounts.enable("V002", "test")


def test_what_happened_is_noted_without_the_id(sessions: Sessions, accounts: Accounts, clock: Clock) -> None:
    session = sessions.log_in("M001", PASSWORD, "10.2.0.1")
    clock.now += 601
    with pytest.raises(SessionLocked):
        sessions.who(session)
    new = sessions.unlock(session, PASSWORD, "10.2.0.1")
    sessions.confirm(new, PASSWORD, "10.2.0.1")
    sessions.log_out(new)
    found = accounts.events("M001", 5)
    assert [e.kind for e in found] == ["logged-out", "confirmed", "unlocked", "locked", "logged-in"]
    assert {e.address for e in found} == {"10.2.0.1"}
    assert session not in str(found)
    assert new not in str(found)


def test_a_store_keeps_nothing_that_opens_a_session(sessions: Sessions, url: str) -> None:
    session = sessions.log_in("V001", PASSWORD, HERE)
    held = b"".join(p.read_bytes() for p in Path(url).parent.glob("runs.sqlite*"))
    assert session.encode() not in held
