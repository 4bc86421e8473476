"""Whether a user of instruments has set up its management of them: responsible person, ledger, plan, seals (M18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.text import Text
from registers.due import due_list
from registers.instruments import INSTRUMENTS
from registers.organisations import ORGANISATIONS
from registers.seals import SEALS
from services.register.book import named, opened_book

if TYPE_CHECKING:
    from datetime import date

    from registers.book import Book

QUESTIONS: Final = {
    "person": Text("有负责计量的人员", "a person is responsible"),
    "ledger": Text("台账内容完整（用途、强检方式、行业）", "the ledger is complete (use, mode, industry)"),
    "plan": Text("周期检定计划：每台有周期或有效期", "the plan: every instrument has a period or a validity"),
    "verified": Text("在用器具均在有效期内", "every instrument in use is verified"),
    "seals": Text("封印完好", "seals are whole"),
}


class Answer(NamedTuple):
    """A question with what speaks against it.

    Attributes:
        question: A key of `QUESTIONS`.
        against: Keys of instruments or seals, or the organisation; none where it is answered with yes.
    """

    question: str
    against: tuple[str, ...]


def checklist(url: str, owner: str, on: date) -> list[Answer]:
    """The questions with what speaks against each; instruments that say too little are listed and not dropped.

    Raises:
        RegistersError: There is no such organisation.
        StoreError: The store cannot be read.
    """
    with opened_book(url) as book:
        key = named(book, ORGANISATIONS, owner)
        organisation = book.get(ORGANISATIONS, key).record
        mine = list(book.rows(INSTRUMENTS, lambda c: (c.owner == key) & (c.status == "in-use")))
        bare = tuple(r.key for r in mine if not (r.record.domain and r.record.mode and r.record.industry))
        plan = tuple(
            r.key
            for r in mine
            if not r.record.cycle_months and r.record.valid_until is None and r.record.mode not in {"first-only"}
        )
        late = tuple(d.key for d in due_list(book, on, 0, owner=key, overdue=True))
        broken = tuple(_broken(book, {r.key for r in mine}))
    return [
        Answer("person", () if organisation.contact else (key,)),
        Answer("ledger", bare or (() if mine else (key,))),
        Answer("plan", plan),
        Answer("verified", late),
        Answer("seals", broken),
    ]


def _broken(book: Book, instruments: set[str]) -> list[str]:
    rows = book.rows(SEALS, lambda c: c.status.in_(("broken", "missing")))
    return [row.key for row in rows if row.record.instrument in instruments]


def as_dict(answers: list[Answer]) -> list[dict[str, Any]]:
    """For programs."""
    return [
        {
            "question": a.question,
            "text": QUESTIONS[a.question].to_dict(),
            "yes": not a.against,
            "against": list(a.against),
        }
        for a in answers
    ]
