"""Design, build and commission together (三同时): what was planned, what was installed, what was confirmed by the start-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.text import Text
from registers.confirmations import LINKS, PLANNED, PROJECTS, REQUIREMENTS
from registers.errors import RegistersError
from services.confirmation.covering import Confirmations
from services.rates.rates import percent
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from datetime import date

    from registers.confirmations import Project

DEFINITION: Final = Text(
    "三同时率 = 投入使用当日已安装且在确认有效期内的器具数 / 计划配备数；当日确认的计入。本软件的定义。",
    "Rate = planned places whose installed instrument was confirmed, and the confirmation valid, on the day of the start-up / "
    "planned places; a confirmation of that day counts. A definition of this software.",
)
NOT_INSTALLED: Final = Text("未安装", "not installed")
LATE: Final = Text("{day} 才安装", "installed on {day} only")


class Place(NamedTuple):
    """A planned place.

    Attributes:
        key: The planned instrument.
        link: A key of `LINKS`.
        name: The measurement it is for.
        planned, instrument: What was planned, and what was installed.
        confirmation: The confirmation on the start-up; empty for none.
        why: Why none.
    """

    key: str
    link: str
    name: str
    planned: str
    instrument: str
    confirmation: str
    why: Text


class Commissioned(NamedTuple):
    """A project.

    Attributes:
        key, project: The project.
        start: The day of its start-up.
        places: Its planned places.
    """

    key: str
    project: Project
    start: date
    places: list[Place]

    @property
    def confirmed(self) -> int:
        """Places with a confirmed instrument."""
        return sum(bool(p.confirmation) for p in self.places)

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "project": self.key, "name": self.project.name, "start": self.start.isoformat(),
            "planned": len(self.places), "confirmed": self.confirmed,
            "percent": percent(self.confirmed, len(self.places)), "definition": DEFINITION.to_dict(),
            "places": [{**p._asdict(), "why": p.why.to_dict()} for p in self.places],
        }  # fmt: skip


def commissioned(url: str, project: str, start: date | None = None, as_of: date | None = None) -> Commissioned:
    """How a project stood on the day of its start-up.

    Args:
        url: The store.
        project: The project.
        start: The day; None for that of the register.
        as_of: Day by whose end everything was known that counts; None for now.

    Raises:
        RegistersError: There is no such project, or no start-up is known.
        StoreError: The store cannot be read.
    """
    at = end_of(as_of)
    with opened_book(url) as book:
        row = book.get(PROJECTS, project, at)
        day = start or row.record.starts
        if day is None:
            zh, en = (
                f"项目 {project} 没有投入使用日期",
                f"project {project} has no day of start-up: give it with --start",
            )
            raise RegistersError([Text(f"{zh}，请用 --start 给出", en)])
        known = Confirmations(book, at)
        asked = {r.key: r.record for r in book.rows(REQUIREMENTS, at=at)}
        places = []
        for planned in book.rows(PLANNED, lambda c: c.project == project, at=at):
            of, need = planned.record, asked.get(planned.record.requirement)
            key, why = "", NOT_INSTALLED
            if of.instrument and of.installed_on is not None and of.installed_on > day:
                why = Text(LATE.zh.format(day=of.installed_on), LATE.en.format(day=of.installed_on))
            elif of.instrument:
                found = known.on(of.instrument, day, of.requirement)
                key, why = found.key, found.why
            name, link = (need.name, need.link) if need is not None else ("", "")
            places.append(Place(planned.key, link, name, of.planned, of.instrument, key, why))
    return Commissioned(
        project, row.record, day, sorted(places, key=lambda p: (list(LINKS).index(p.link) if p.link else 9, p.key))
    )
