"""The review of a site's energy metering: the answers of a run of JJF 1356, held together with its points and the registers.

The run is the evidence of what a person looked at; what can be computed is computed from the list and the registers, and
becomes a nonconformity of its own. No grade is given: the rule for one was not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from metrology.decision import Outcome
from metrology.text import Text
from procedures.energy_metering.equipping import groups, kinds, levels
from procedures.registry import exactly
from records.entries import Closed, Conclusion, Finding, Opened, Plan, of_kind, opened, read
from records.store import Store
from records.verification import read_verified
from sequencer.errors import Refused
from services.energy.equipped import equipped
from services.rates.rates import percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from metrology.status import Source
    from procedures.kit.facts import Facts
    from records.event import Event
    from registers.book import Book
    from services.energy.asked import Asked
    from services.energy.equipped import Equipped

NUMBER = "JJF 1356"
ITEM_OF_THE_RUN = ("specification", "environment")
"""Items of every run that are no part of the review."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reviewer answered to a check.

    Attributes:
        item, clause: The chapter.
        check: What was asked.
        answer: ``conform``, ``not_conform``, ``not_applicable`` or ``not_measured``.
        outcome: What was concluded; undecided where the requirement was not read in print.
        note: What the reviewer wrote.
    """

    item: Text
    clause: str
    check: Text
    answer: str
    outcome: Outcome
    note: str


@dataclass(frozen=True, slots=True)
class Nonconformity:
    """Something that does not conform.

    Attributes:
        clause: By what, with its edition.
        where: Chapter, kind of energy and level, or measuring point.
        what: What was found.
        status: How far the requirement was checked: a word of `metrology.status.Status`.
    """

    clause: Text
    where: Text
    what: Text
    status: str


@dataclass(frozen=True, slots=True)
class Review:
    """A review.

    Attributes:
        run: The run.
        head: Hash of its last entry.
        began: Its first entry.
        answers: What was answered.
        equipped: How the site is equipped on the day of the run.
        nonconformities: Everything that does not conform.
    """

    run: str
    head: str
    began: Opened
    answers: tuple[Answer, ...]
    equipped: Equipped
    nonconformities: tuple[Nonconformity, ...]

    @property
    def answered(self) -> tuple[Nonconformity, ...]:
        """What the reviewer found."""
        return tuple(_of_answers(self.answers))

    @property
    def outcome(self) -> Outcome:
        """Not conform where anything is; else undecided where anything is not decided."""
        if self.nonconformities:
            return Outcome.NOT_CONFORM
        decided = {a.outcome for a in self.answers} | {self.equipped.outcome}
        return Outcome.CONFORM if decided <= {Outcome.CONFORM, Outcome.NOT_APPLICABLE} else Outcome.UNDECIDED

    def document(self) -> dict[str, Any]:
        """The review as words and numbers."""
        return {
            "run": self.run,
            "edition": self.began.regulation.id,
            "site": str(self.began.nameplate.get("site", "")),
            "date": self.began.date,
            "outcome": str(self.outcome),
            "nonconformities": [
                {"clause": n.clause.to_dict(), "where": n.where.to_dict(), "what": n.what.to_dict(), "status": n.status}
                for n in self.nonconformities
            ],
            "answers": [
                {
                    "item": a.item.to_dict(),
                    "check": a.check.to_dict(),
                    "answer": a.answer,
                    "outcome": str(a.outcome),
                    "note": a.note,
                }
                for a in self.answers
            ],
            "equipped": self.equipped.document(),
        }


def review(asked: Asked, url: str, name: str, book: Book) -> Review:
    """The review of a site.

    Args:
        asked: The site.
        url: The store with the run.
        name: The run of JJF 1356, or the beginning of its name, or ``last``.
        book: The registers of the store.

    Raises:
        UnknownRun: The store has no such run.
        NotIntact: The run is not what was written.
        Refused: It is no finished review of this site, or was amended since.
        NotInForce, FiguresError: As `services.energy.equipped.equipped`.
    """
    store = Store(url, read_only=True)
    try:
        run = store.find(name)
        events = read_verified(store, run)
        later = [
            line.run for line in store.runs() if (o := read(line.opened, Opened)).amends and o.amends[-1].run == run
        ]
    finally:
        store.close()
    began = opened(events)
    if problems := list(_problems(asked, began, events, later)):
        raise Refused(problems)
    on = began.day
    answers = tuple(_answers(events))
    how = equipped(asked.points, on, book, asked.figures)
    found = (*_of_answers(answers), *of_lists(how, on))
    return Review(run, events[-1].hash, began, answers, how, found)


def _problems(asked: Asked, began: Opened, events: list[Event], later: list[str]) -> Iterator[Text]:
    if began.regulation.number != NUMBER:
        yield Text(f"{began.regulation.id} 不是 {NUMBER}", f"it is a run of {began.regulation.id}, not of {NUMBER}")
        return
    if not list(of_kind(events, Closed)):
        yield Text("该记录尚未结束", "the run is not finished")
    if later:
        yield Text(f"该记录已更正，见 {later[-1]}", f"the run was amended; take {later[-1]}")
    site = str(began.nameplate.get("site", ""))
    if site != asked.site.site.id:
        yield Text(
            f"该记录的用能单位为 {site}，文件为 {asked.site.site.id}",
            f"the run is about {site}, the file about {asked.site.site.id}",
        )


def _answers(events: list[Event]) -> Iterator[Answer]:
    names = {i.key: (i.words.name, i.clause) for p in of_kind(events, Plan) for i in p.entry.items}
    given = {p.event.address: p.entry for p in of_kind(events, Finding)}
    for placed in of_kind(events, Conclusion):
        c = placed.entry
        if c.item in ITEM_OF_THE_RUN:
            continue
        name, clause = names.get(c.item, (Text.same(c.item), ""))
        answer = given.get(placed.event.address)
        said, note = (answer.answer, answer.note) if answer is not None else ("not_measured", "")
        yield Answer(name, clause, c.words.label, said, Outcome(c.outcome), note)


def _of_answers(answers: tuple[Answer, ...]) -> Iterator[Nonconformity]:
    for a in answers:
        if a.answer == "not_conform":
            note = Text.of(a.note)
            what = Text(f"{a.check.zh}：不符合。{note.zh}", f"{a.check.en}: not conform. {note.en}")
            status = "secondary" if a.outcome is Outcome.NOT_CONFORM else "unverified"
            yield Nonconformity(Text.same(a.clause), a.item, what, status)


def of_lists(how: Equipped, on: date) -> tuple[Nonconformity, ...]:
    """What the lists and the registers show on a day, whatever was answered."""
    return (*_of_rates(how), *_of_instruments(how, on))


def _of_rates(how: Equipped) -> Iterator[Nonconformity]:
    for c in how.cells:
        if c.outcome is not Outcome.NOT_CONFORM:
            continue
        kind, level, rate = kinds()[c.kind], levels()[c.level], percent(c.installed, c.needed)
        points = ", ".join(c.missing)
        yield Nonconformity(
            Text.same(c.source.clause),
            Text(f"{kind.zh}，{level.zh}", f"{kind.en}, {level.en}"),
            Text(f"配备率 {rate} %，要求 {c.required} %；未配备：{points}", f"equipping rate {rate} %, {c.required} % required; without: {points}"),
            str(c.source.status),
        )  # fmt: skip


def _of_instruments(how: Equipped, on: date) -> Iterator[Nonconformity]:
    for check in how.classes:
        if check.outcome is Outcome.NOT_CONFORM:
            group, found = groups()[check.held.point.group], check.held.accuracy_class
            yield Nonconformity(
                Text.same(check.source.clause),
                Text.same(check.held.point.point),
                Text(f"{group.zh}：准确度等级 {found}，要求 {check.required}", f"{group.en}: class {found}, {check.required} required"),
                str(check.source.status),
            )  # fmt: skip
    for h in how.held:
        if h.point.installed and not h.valid:
            why = "；".join(r.zh for r in h.remarks), "; ".join(r.en for r in h.remarks)
            zh = f"在 {on} 没有有效的检定或校准（证书 {h.certificate or '—'}，有效期至 {h.shown_until}）{'；' if why[0] else ''}{why[0]}"
            en = f"not validly verified or calibrated on {on} (certificate {h.certificate or '—'}, until {h.shown_until})"
            what = Text(zh, f"{en}{'; ' if why[1] else ''}{why[1]}")
            yield Nonconformity(IN_DATE, Text.same(h.point.point), what, "unverified")


def sources_of(began: Opened) -> list[Source]:
    """The pedigree of every chapter of the edition that the run followed.

    Raises:
        UnknownRegulation: It is not implemented any more.
    """
    facts = cast("Facts", getattr(exactly(began.regulation.id), "facts", None))
    return [facts.source(key) for key in facts.content["sources"] if key != "environment"]


IN_DATE = Text("能源计量监督管理办法第八条", "Order 132 of 2010, article 8")
"""Article 8 of Order 132 of 2010, which was not read."""
