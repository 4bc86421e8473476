"""A store with its registers, opened for the steps of documents."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from metrology.text import Text
from records.register_changes import Reason
from registers.book import Book
from registers.errors import RegistersError
from registers.people import PEOPLE
from services.register.book import person
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from records.ledger import Signer
    from records.store import Store
    from registers.change import Change

T = TypeVar("T")
FUNCTIONS = {"checked": "reviewer", "approved": "approver"}


class Desk(NamedTuple):
    """A store with its registers.

    Attributes:
        store: The store, open for writing.
        book: Its registers.
        key: The station's key.
    """

    store: Store
    book: Book
    key: Signer

    def change(self, who: str, why: str, work: Callable[[Change], T], cause: str = "") -> T:
        """Change registers in one transaction.

        Raises:
            RegistersError: Nothing was written.
        """
        return self.book.change(self.key, Reason(person(who), why, cause), work)


@contextmanager
def desk(url: str) -> Iterator[Desk]:
    """The desk of a store.

    Raises:
        StoreError: The store cannot be opened.
    """
    key = signer()
    store = open_store(url, None, key)
    try:
        yield Desk(store, Book(store), key)
    finally:
        store.close()


def refuse_unable(book: Book, state: str, who: str) -> None:
    """Refuse a person whom the register of people does not give the function of a step.

    A store without people leaves that to the certificates of those who sign.

    Raises:
        RegistersError: The person is not registered, has left, or lacks the function.
    """
    function = FUNCTIONS.get(state, "")
    if not function or not book.count(PEOPLE):
        return
    row = book.find(PEOPLE, who)
    if row is None or row.record.left is not None or function not in row.record.functions:
        zh = f"人员登记中 {who} 没有职责 {function}"
        raise RegistersError([Text(zh, f"{who} has not the function {function} in the register of people")])
