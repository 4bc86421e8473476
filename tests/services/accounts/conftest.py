"""A store with people of the register and accounts, once for a module; a clock that a test moves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.people import PEOPLE, PersonRow
from services.accounts import passwords
from services.accounts.accounts import Accounts

PASSWORD = "a long enough secret"  # noqa: S105  of tests
PERSONS = {
    "V001": ("张检定", ("verifier", "reviewer")),
    "V002": ("赵检定", ("verifier",)),
    "R001": ("李核验", ("reviewer",)),
    "A001": ("王批准", ("approver",)),
    "C001": ("孙收发", ("clerk",)),
    "M001": ("陈技术", ("override",)),
    "E001": ("评审员", ()),
}
ROLES = {"V001": "operator", "V002": "operator", "R001": "checker", "A001": "approver", "C001": "clerk",
         "M001": "manager", "E001": "reader"}  # fmt: skip


QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Hashes that many tests make; one test looks at those of the program."""


class Clock:
    """Seconds that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def filled(url: str) -> Accounts:
    """A store with people, and an account for each."""
    store = Store(url, "NORMAL")
    people = [(key, PersonRow(name=name, functions=functions)) for key, (name, functions) in PERSONS.items()]
    people.append(("V009", PersonRow(name="吴离岗", functions=("verifier",), left=date(2026, 6, 30))))
    Book(store).change(station_key(), Reason("C001", "test"), lambda change: change.put_many(PEOPLE, people))
    store.close()
    accounts = Accounts(url)
    for person, role in ROLES.items():
        accounts.add(person, [role], PASSWORD, by="M001")
    return accounts


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("accounts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setattr(passwords, "HASHER", QUICK)
        yield str(folder / "runs.sqlite")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", QUICK)


@pytest.fixture(scope="module")
def accounts(url: str) -> Iterator[Accounts]:
    found = filled(url)
    yield found
    found.close()
