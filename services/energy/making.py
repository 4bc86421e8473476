"""Each report on a site, from its files to what was found, what the report shows, and what both rest on.

Commands, pages, the issuing of a report and its second computation all come here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path  # noqa: TC003  a dataclass names it
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, cast

from inputs.bounded import clip
from metrology.text import Text
from procedures.registry import exactly
from sequencer.errors import Refused
from services.energy.asked import asked, book_of
from services.energy.balance_report import balance_report
from services.energy.equipped import equipped
from services.energy.inputs import Input, SamplesDigest, editions, files_of
from services.energy.rate_report import rate_report
from services.energy.reading import account_of, saving_of
from services.energy.review_report import review_report
from services.energy.reviewing import review, sources_of
from services.energy.saving_report import BASIS, saving_report
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from metrology.decision import Outcome
    from registers.book import Book
    from reports.energy import EnergyReport
    from services.energy.asked import Asked

REPORTS: Final = ("rates", "balance", "savings", "review")
CHANGED: Final = Text(
    "计算期间输入文件被改动，请重新执行", "an input changed while the report was computed; run it again"
)


class Found(Protocol):
    """What a report comes to."""

    @property
    def outcome(self) -> Outcome:
        """Its conclusion."""
        ...

    def document(self) -> Mapping[str, Any]:
        """The same for a program."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        report: A name of `REPORTS`.
        file: The file of the site.
        on: The day, ISO 8601; of rates and savings.
        year: An edition of GB 17167; empty for the one in force.
        start, end: The period of a balance; empty for that of the file.
        run: The run of a review.
    """

    report: str
    file: Path
    on: str = ""
    year: str = ""
    start: str = ""
    end: str = ""
    run: str = ""

    def stated(self) -> dict[str, str]:
        """The same as a report states it, without the file."""
        return {name: value for name, value in asdict(self).items() if name != "file"}


class Made(NamedTuple):
    """A report.

    Attributes:
        asked: The site.
        wanted: What was asked for, with nothing left to a default.
        found: What was found.
        report: Makes what it shows, at a time.
        regulation: The edition by which it is numbered.
        inputs: What it rests on.
        registered: Whether there was a register of instruments.
    """

    asked: Asked
    wanted: Wanted
    found: Found
    report: Callable[[str], EnergyReport]
    regulation: str
    inputs: tuple[Input, ...]
    registered: bool


def make(wanted: Wanted, url: str) -> Made:
    """A report on a site.

    Args:
        wanted: What is asked for.
        url: The store with the registers.

    Raises:
        RegisterError, MonitorError, MonitorFileError: A file cannot be used.
        StoreError: The store cannot be read.
        UnknownRun, NotIntact: Of a review: there is no such run, or it is not what was written.
        Refused: Something lacks, or a file changed meanwhile.
        NotInForce, FiguresError: Of the editions.
    """
    of = asked(wanted.file)
    before = files_of(of, wanted.file, wanted.report)
    of = asked(wanted.file)
    opened = opened_book if wanted.report == "review" else book_of
    with opened(url) as book:
        made = _MAKERS[wanted.report](of, wanted, url, book)
    if before != files_of(of, wanted.file, wanted.report):
        raise Refused([CHANGED])
    return made._replace(inputs=(*before, *made.inputs), registered=book is not None)


def _rates(of: Asked, wanted: Wanted, _: str, book: Book | None) -> Made:
    found = equipped(of.points, _day(wanted.on), book, of.figures, wanted.year)
    facts = found.edition.facts
    shows = partial(rate_report, of.site, found)
    return Made(of, wanted, found, shows, facts.regulation.id, editions([facts]), registered=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        zh, en = f"{clip(text)} 须为日期，如 2026-11-23", f"{clip(text)!r}: a day is wanted, such as 2026-11-23"
        raise Refused([Text(zh, en)]) from error


def _balance(of: Asked, wanted: Wanted, _: str, book: Book | None) -> Made:
    seen = SamplesDigest()
    found = account_of(of, wanted.start, wanted.end, book, seen if of.site.site.monitor else None)
    taken = [*editions([found.coal.by.facts, found.co2.by.facts]), *([seen.input] if of.site.site.monitor else [])]
    period = Wanted("balance", wanted.file, start=found.start.isoformat(), end=found.end.isoformat())
    shows = partial(balance_report, of.site, found)
    return Made(of, period, found, shows, found.coal.by.facts.regulation.id, tuple(taken), registered=True)


def _savings(of: Asked, wanted: Wanted, _: str, book: Book | None) -> Made:
    found = saving_of(of, _day(wanted.on), book)
    shows = partial(saving_report, of.site, found.about, found.saving, found.held, wanted.on, concluded=found.outcome)
    return Made(of, wanted, found, shows, BASIS.partition(",")[0], (), registered=True)


def _review(of: Asked, wanted: Wanted, url: str, book: Book | None) -> Made:
    assert book is not None  # noqa: S101  `make` opens the registers of the store
    found = review(of, url, wanted.run, book)
    facts = cast("Any", exactly(found.began.regulation.id)).facts
    taken = (*editions([facts, found.equipped.edition.facts]), Input(f"run {found.run}", found.head))
    shows = partial(review_report, of.site, found, sources_of(found.began))
    whole = Wanted("review", wanted.file, run=found.run)
    return Made(of, whole, found, shows, found.began.regulation.id, taken, registered=True)


_MAKERS: Final[Mapping[str, Callable[[Asked, Wanted, str, Book | None], Made]]] = {
    "rates": _rates,
    "balance": _balance,
    "savings": _savings,
    "review": _review,
}
