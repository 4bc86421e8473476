"""The state of a measurement standard by JJF 1033: repeatability, stability, verification of its results."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.decision import Outcome
from metrology.exact import mean, plain
from metrology.standards import (
    assess_repeatability,
    stability_of_existing_standard,
    stability_of_new_standard,
    verify_by_comparison,
    verify_by_transfer,
)
from metrology.text import NO_TEXT, Text
from registers.record import fields_of
from registers.standard_checks import ASSESSMENTS, Assessment
from services.standards.control_chart import FEWEST, checks_of, made_of
from services.standards.inventory import Inventory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from metrology.decision import Decision
    from metrology.status import Source
    from registers.book import Book
    from registers.standard_checks import StandardCheck

FRESH_DAYS = 366
"""Days after which repeatability and stability are due again (JJF 1033: at least once a year)."""
A_YEAR_AGO = 300
"""Days between two groups that count as those of adjacent years."""
TITLES = {
    "repeatability": Text("检定或校准结果的重复性", "Repeatability of the results"),
    "stability": Text("计量标准的稳定性", "Stability of the measurement standard"),
    "transfer": Text("检定或校准结果的验证（传递比较法）", "Verification of the results by transfer comparison"),
    "comparison": Text("检定或校准结果的验证（比对法）", "Verification of the results by comparison"),
    "check": Text("核查标准控制图", "Control chart of the check standard"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the assessment.

    Attributes:
        key: ``repeatability``, ``stability``, ``transfer``, ``comparison``, ``check``.
        on: Day of the newest measurement; None where there is none.
        outcome: Conform, not conform, or incomplete where something is missing.
        reason: What it rests on, or what is missing.
        decision: The comparison; None where there is none.
    """

    key: str
    on: date | None
    outcome: Outcome
    reason: Text
    decision: Decision | None = None

    def document(self) -> dict[str, Any]:
        """The part as words and numbers."""
        d = self.decision
        source = NO_TEXT if d is None or d.source is None else _source(d.source)
        return {
            "key": self.key,
            "title": TITLES[self.key].to_dict(),
            "on": self.on.isoformat() if self.on else "",
            "outcome": str(self.outcome),
            "reason": self.reason.to_dict(),
            "formula": d.formula if d else "",
            "substitution": d.substitution if d else "",
            "compared": d.compared if d else "",
            "source": source.to_dict(),
        }


def assess(book: Book, key: str, on: date) -> tuple[Assessment, list[Part]]:
    """Assess a measurement standard from the checks in its register.

    Args:
        book: The registers.
        key: The measurement standard.
        on: Day of the assessment; what was measured later is left out.

    Raises:
        RegistersError: There is no such measurement standard.
    """
    row = book.get(ASSESSMENTS, key).record
    return row, list(_parts(book, key, row, on))


def outcome_of(parts: Sequence[Part]) -> Outcome:
    """The whole: not conform where one part is, incomplete where one is missing."""
    outcomes = {p.outcome for p in parts}
    return next((o for o in (Outcome.NOT_CONFORM, Outcome.INCOMPLETE) if o in outcomes), Outcome.CONFORM)


def _parts(book: Book, key: str, row: Assessment, on: date) -> Iterator[Part]:
    by_kind = {
        kind: [c for c in checks_of(book, key, kind) if c.on is not None and c.on <= on]
        for kind in ("repeatability", "stability", "transfer", "comparison", "check")
    }
    yield _repeatability(row, by_kind["repeatability"], on)
    yield _stability(row, by_kind["stability"], on, by_kind["check"])
    verified = [*_transfer(row, by_kind["transfer"]), *_comparison(row, by_kind["comparison"])]
    yield from verified or [
        _missing("transfer", Text("没有验证数据：传递比较或比对", "no transfer comparison and no comparison"))
    ]


def _repeatability(row: Assessment, checks: Sequence[StandardCheck], on: date) -> Part:
    if not checks:
        return _missing("repeatability", Text("没有重复性测量", "no measurement of the repeatability"))
    newest = checks[-1]
    if row.budgeted <= 0:
        return _missing("repeatability", Text("未登记不确定度评定中的 s", "the s of the budget is not entered"))
    if len(newest.readings) < 2:
        return _missing("repeatability", Text("重复性至少需要 10 个读数", "a repeatability needs at least 10 readings"))
    decision = assess_repeatability(newest.readings, row.budgeted)
    texts = {
        Outcome.CONFORM: Text("新的 s 不大于评定时的 s", "the new s is not larger than that of the budget"),
        Outcome.NOT_CONFORM: Text(
            "新的 s 大于评定时的 s，须重新评定不确定度", "the new s is larger; the budget has to be evaluated again"
        ),
        Outcome.INCOMPLETE: Text("读数不足 10 个", "fewer than 10 readings"),
    }
    return _dated("repeatability", newest, decision, texts[decision.outcome], on)


def _stability(row: Assessment, groups: Sequence[StandardCheck], on: date, checks: Sequence[StandardCheck]) -> Part:
    if row.limit <= 0:
        return _missing("stability", Text("未登记稳定性判据", "the limit of the stability is not entered"))
    at_one_point = [c for c in checks if c.point == checks[-1].point]
    if len(at_one_point) >= FEWEST:
        return _by_chart(row, at_one_point, on)
    means = [mean([Decimal(r) for r in c.readings]) for c in groups]
    if not means:
        return _missing("stability", Text("没有稳定性测量", "no measurement of the stability"))
    newest, year = groups[-1], groups[0].on
    assert newest.on is not None and year is not None  # noqa: S101, PT018  a check without a day is refused by the register
    before = [
        m for c, m in zip(groups, means, strict=True) if c.on is not None and (newest.on - c.on).days >= A_YEAR_AGO
    ]
    if before:
        decision = stability_of_existing_standard(means[-1], before[-1], row.limit, used_with_correction=row.corrected)
        reason = Text("与上一年相比", "against the year before")
    else:
        decision = stability_of_new_standard(means, row.limit, used_with_correction=row.corrected)
        reason = Text(f"新建标准，{len(means)} 组", f"a new standard, {len(means)} groups")
    return _dated("stability", newest, decision, reason, on)


def _by_chart(row: Assessment, checks: Sequence[StandardCheck], on: date) -> Part:
    """A control chart in use stands in place of the yearly difference."""
    chart = made_of(row, checks)
    outcome = Outcome.CONFORM if chart.in_control else Outcome.NOT_CONFORM
    reason = (
        Text(f"控制图受控（{len(chart.days)} 次核查）", f"the control chart is in control ({len(chart.days)} checks)")
        if chart.in_control
        else Text("控制图失控", "the control chart is out of control")
    )
    return _aged(Part("stability", chart.days[-1], outcome, reason), on)


def _transfer(row: Assessment, checks: Sequence[StandardCheck]) -> Iterator[Part]:
    for newest in checks[-1:]:
        value = mean([Decimal(r) for r in newest.readings])
        found = verify_by_transfer(value, row.uncertainty, newest.reference, newest.reference_uncertainty)
        yield Part(
            "transfer",
            newest.on,
            found.decision.outcome,
            Text("与上级标准比较", "against a higher standard"),
            found.decision,
        )


def _comparison(row: Assessment, checks: Sequence[StandardCheck]) -> Iterator[Part]:
    for newest in checks[-1:]:
        value = mean([Decimal(r) for r in newest.readings])
        found = verify_by_comparison(value, row.uncertainty, newest.others)
        reason = Text(
            f"与 {len(newest.others)} 个同级标准比对", f"against {len(newest.others)} standards of the same level"
        )
        yield Part("comparison", newest.on, found.decision.outcome, reason, found.decision)


def _missing(key: str, reason: Text) -> Part:
    return Part(key, None, Outcome.INCOMPLETE, reason)


def _dated(key: str, newest: StandardCheck, decision: Decision, reason: Text, on: date) -> Part:
    return _aged(Part(key, newest.on, decision.outcome, reason, decision), on)


def _aged(part: Part, on: date) -> Part:
    """A conform part that is older than a year is due again."""
    if part.on is None or part.outcome is not Outcome.CONFORM or (on - part.on).days <= FRESH_DAYS:
        return part
    reason = Text(f"最近一次为 {part.on}，已超过一年", f"last measured on {part.on}, more than a year ago")
    return Part(part.key, part.on, Outcome.INCOMPLETE, reason, part.decision)


def _source(source: Source) -> Text:
    """The clause, and how far it was checked."""
    return Text(f"{source.clause}（{source.status.zh}）", f"{source.clause} ({source.status.en})")


def figures(row: Assessment) -> list[tuple[Text, str]]:
    """The figures of the register that the assessment compares with."""
    titles = {f.name: f.title for f in fields_of(Assessment)}
    values = {name: getattr(row, name) for name in ("limit", "budgeted", "uncertainty")}
    return [(titles[name], f"{plain(value)} {row.unit}") for name, value in values.items() if value]


class Counted(NamedTuple):
    """How many standards of a level have a valid certificate of assessment, and of how many it has ended."""

    valid: int
    ended: int


def levels_on(book: Book, on: date) -> dict[str, Counted]:
    """Public and highest standards on a day: one without a certificate of assessment, or without its last day, does not count.

    A standard counts as valid if its certificate is, and every instrument of it may be used that day with a whole chain.
    """
    usable = {held.key for held in Inventory(book, on).traceable()}
    found = {}
    for level in ("public", "highest"):
        rows = [r.record for r in book.rows(ASSESSMENTS) if r.record.level == level]
        examined = [r for r in rows if r.certificate and r.valid_until is not None]
        valid = [r for r in examined if r.valid_until and r.valid_until >= on and usable.issuperset(r.standards)]
        found[level] = Counted(len(valid), len(examined) - len(valid))
    return found
