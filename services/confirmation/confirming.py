"""Confirming an instrument for a requirement: characteristics from a run or a certificate, the result by the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from metrology.confirmation import Rule
from metrology.text import Text
from registers.confirmations import CONFIRMATIONS, REQUIREMENTS, RESULTS, Confirmation, comparison, result_of
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, covered_until
from registers.values import NotAValue, field_named, value_of
from services.confirmation.characteristics import characteristics
from services.register.book import changing, named, opened_book

if TYPE_CHECKING:
    from decimal import Decimal

    from registers.change import Change
    from registers.confirmations import Requirement
    from registers.instruments import Instrument


SIMULATED: Final = "模拟运行 · simulated, not valid"
"""Remark of a confirmation by a simulated run, as on its documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is confirmed by.

    Attributes:
        run: The run that found the characteristics; empty where a certificate states them.
        certificate: Its number.
        error, uncertainty, mpe: As the certificate states them, as text; with a run they complete what it lacks.
        outcome: Outcome of the verification by that certificate.
        on: Day of the confirmation.
        until: Last day; None for that of the verification.
        label, by, note: Label on the instrument, who confirmed, remark.
    """

    on: date
    by: str
    run: str = ""
    certificate: str = ""
    error: str = ""
    uncertainty: str = ""
    mpe: str = ""
    outcome: str = ""
    until: date | None = None
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it."""

    key: str
    record: Confirmation

    @property
    def confirmed(self) -> bool:
        """Whether the instrument is confirmed."""
        return result_of(self.record) == "confirmed"

    def to_dict(self) -> dict[str, Any]:
        """For programs, with the rule and the comparison."""
        found, rule = comparison(self.record), Rule(self.record.rule)
        return {
            "key": self.key, "result": result_of(self.record), "words": RESULTS[result_of(self.record)].to_dict(),
            "rule": rule.text.to_dict(), "comparison": found.substitution if found is not None else "",
            "unit": self.record.unit, "until": str(self.record.until),
        }  # fmt: skip


def confirm(url: str, requirement: str, instrument: str, given: Given, why: str = "") -> Made:
    """Confirm an instrument for a requirement, or enter that it does not fulfil it.

    Raises:
        RegistersError: Something is missing or does not fit; nothing was written.
        RecordsError: The run cannot be read.
    """
    with opened_book(url) as book:
        asked = book.get(REQUIREMENTS, requirement).record
        row = book.get(INSTRUMENTS, named(book, INSTRUMENTS, instrument))
    record = _record(url, requirement, asked, row.key, row.record, given)

    def work(change: Change) -> str:
        before = change.get(REQUIREMENTS, requirement).record
        if (before.tolerance, before.unit, before.rule) != (asked.tolerance, asked.unit, asked.rule):
            zh, en = f"计量要求 {requirement} 刚被修改", f"requirement {requirement} was changed meanwhile"
            raise RegistersError([Text(f"{zh}，请重新确认", f"{en}; confirm again")])
        return change.add(CONFIRMATIONS, record)

    return Made(changing(url, given.by, why or "confirmed", work, cause=record.run), record)


def _record(url: str, requirement: str, asked: Requirement, key: str, of: Instrument, given: Given) -> Confirmation:
    stated: dict[str, Decimal | None] = {
        name: _number(name, getattr(given, name)) for name in ("error", "uncertainty", "mpe")
    }
    run, outcome, note = "", given.outcome, given.note
    if given.on > date.today():  # noqa: DTZ011  a day of the laboratory
        zh, en = f"确认日期 {given.on} 在将来", f"the day of the confirmation, {given.on}, is in the future"
        raise RegistersError([Text(zh, en)])
    if given.run:
        found = characteristics(url, given.run, asked.unit, of)
        run, outcome = found.run, found.outcome
        if found.simulated:
            note = f"{SIMULATED} {note}".strip()
        for name, value in (("error", found.error), ("uncertainty", found.uncertainty), ("mpe", found.mpe)):
            if stated[name] is not None and value is not None:
                zh, en = f"{name} 已由记录 {run} 给出", f"{name}: run {run} states it; leave it out"
                raise RegistersError([Text(zh, en)])
            stated[name] = value if stated[name] is None else stated[name]
        if found.on > given.on:
            zh, en = f"记录 {run} 的日期 {found.on} 晚于确认日期", f"run {run} of {found.on} is after the confirmation"
            raise RegistersError([Text(zh, en)])
    lacking = [n for n in (("error", "uncertainty") if asked.rule == "error" else ("mpe",)) if stated[n] is None]
    if run and lacking:
        names = ", ".join(f"--{n}" for n in lacking)
        zh = f"记录 {run} 未对每一点给出 {names}；请按证书给出"
        raise RegistersError(
            [Text(zh, f"run {run} does not state it at every point: give {names} from its certificate")]
        )
    fields: dict[str, Any] = {"tolerance": asked.tolerance, "unit": asked.unit, "rule": asked.rule, **stated}
    return Confirmation(
        requirement=requirement, instrument=key, run=run, certificate=given.certificate, outcome=outcome,  # type: ignore[arg-type]
        on=given.on, until=_until(of, given), label=given.label, by=given.by, note=note, **fields,
    )  # fmt: skip


def _until(of: Instrument, given: Given) -> date:
    """The last day: not after that of the verification, where the register knows one."""
    known = covered_until(of)
    last = date.fromisoformat(known) if known else None
    until = given.until or last
    if until is None:
        zh, en = "请用 --until 给出有效期", "the register knows no validity: give the last day with --until"
        raise RegistersError([Text(zh, en)])
    begins = of.verified_on
    if last is not None and begins is not None and given.on < begins <= until:
        zh = f"确认日期 {given.on} 早于检定日期 {begins}；请改用检定之后的日期，或用 --until 给出此前的有效期"
        en = (
            f"the confirmation of {given.on} is before the verification of {begins}: take a day from then on, or end it"
        )
        raise RegistersError([Text(zh, f"{en} before with --until")])
    if last is not None and until > last:
        zh, en = f"有效期 {until} 晚于检定有效期 {last}", f"{until} is after {last}, when the verification ends"
        raise RegistersError([Text(zh, en)])
    return until


def _number(name: str, text: str) -> Decimal | None:
    field = field_named(Confirmation, name)
    assert field is not None  # noqa: S101  a field of the record
    if not text.strip():
        return None
    from decimal import Decimal

    try:
        return Decimal(value_of(field, text))
    except NotAValue as error:
        raise RegistersError([Text(f"--{name}：{error.text.zh}", f"--{name}: {error.text.en}")]) from error
