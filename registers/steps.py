"""The steps of an order: taken in, at a bench, adjusted, checked, approved, issued, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from metrology.text import Text
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS
from registers.work import JOBS, NEXT, ORDERS, STATES, Job

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from registers.change import Change
    from registers.work import Order

OPEN = ("received", "at-bench", "measured")
"""States in which a job can still be measured."""
WAITING = ("received", "at-bench")
"""States of a job that is to be measured."""


def new_order(change: Change, order: Order, jobs: Sequence[Job]) -> str:
    """Take in instruments; returns the number of the order, ``YEAR-NUMBER`` without gaps within a year.

    Args:
        change: The change.
        order: The order.
        jobs: What is done with each instrument; the order is filled in.

    Raises:
        RegistersError: Something is wrong with them, or an instrument is not in use.
    """
    if not jobs:
        raise RegistersError([Text("委托单中没有计量器具", "the order names no instrument")])
    named = [job.instrument for job in jobs]
    if twice := sorted({key for key in named if named.count(key) > 1}):
        keys = ", ".join(twice)
        raise RegistersError([Text(f"同一计量器具写了多次：{keys}", f"an instrument is named more than once: {keys}")])
    if order.received is None:
        raise RegistersError([Text("缺少接收日期", "the day on which it was received is missing")])
    key = f"{order.received.year}-{change.number(f'order/{order.received.year}'):05d}"
    change.put_many(ORDERS, [(key, order)])
    rows = []
    for n, job in enumerate(jobs, 1):
        _refuse_scrapped(change, job.instrument)
        rows.append((f"{key}/{n}", _with(job, order=key)))
    change.put_many(JOBS, rows)
    return key


def further_job(change: Change, order: str, job: Job) -> str:
    """Take in one more instrument for an order that is there; returns the key of its job.

    Args:
        change: The change.
        order: Number of the order.
        job: What is done with the instrument; the order is filled in.

    Raises:
        RegistersError: There is no such order, something is wrong with the job, or the instrument is not in use.
    """
    change.get(ORDERS, order)  # locks the order: two people who add jobs to it get two numbers
    _refuse_scrapped(change, job.instrument)
    table = JOBS.now
    keys = change.connection.scalars(select(table.c.key).where(table.c.order == order))
    last = max((int(key.rpartition("/")[2]) for key in keys), default=0)
    return change.add(JOBS, _with(job, order=order), f"{order}/{last + 1}")


def take(change: Change, key: str, person: str, bench: str) -> None:
    """Bring a job to a bench; it is this person's from now on.

    Raises:
        RegistersError: It is assigned to somebody else, or is not to be measured any more.
    """
    job = change.get(JOBS, key).record
    if job.assigned not in {"", person}:
        raise RegistersError([another_persons(key, job.assigned, person)])
    if job.state not in OPEN:
        en = f"job {key} is {job.state}; it is not measured any more"
        raise RegistersError([Text(f"任务 {key} 现为“{Text.of(STATES[job.state]).zh}”，不再检定", en)])
    change.edit(JOBS, key, state="at-bench", bench=bench, assigned=person)


def another_persons(key: str, assigned: str, person: str) -> Text:
    """Why a person does not begin with a job."""
    zh = f"任务 {key} 已指派给 {assigned}，{person} 不能开始；如需改派，请修改“指派给”"
    en = f"job {key} is assigned to {assigned}; {person} does not start it. To hand it over, edit its field assigned"
    return Text(zh, en)


def advance(change: Change, key: str, state: str, person: str) -> None:
    """Bring a job to its next state.

    Args:
        change: The change.
        key: The job.
        state: Where to; who checks is not who verified, and who approves is neither.
        person: Who does it.

    Raises:
        RegistersError: The job cannot go there, or not by this person.
    """
    job = change.get(JOBS, key).record
    able = NEXT[job.state]
    if state not in able:
        here, possible = Text.of(STATES[job.state]), [Text.of(STATES[s]) for s in able]
        zh = f"任务 {key} 现为“{here.zh}”，只能转为：{'、'.join(p.zh for p in possible) or '无'}"
        en = f"job {key} is {here.en.lower()}; it can become: {', '.join(s for s in able) or 'nothing else'}"
        raise RegistersError([Text(zh, en)])
    taken = {"checked": {job.verifier: "检定员"}, "approved": {job.verifier: "检定员", job.checker: "核验员"}}
    if role := taken.get(state, {}).get(person):
        en = f"job {key}: {person} has done another step of it already; another person does this"
        raise RegistersError([Text(f"任务 {key}：{person} 已是{role}，须由另一人进行", en)])
    names: dict[str, Any] = {"checked": {"checker": person}, "approved": {"approver": person}}.get(state, {})
    change.edit(JOBS, key, state=state, **names)


def adjusted(change: Change, key: str, what: str, on: date) -> None:
    """State that the instrument of a job was adjusted or repaired; it is measured again then.

    Raises:
        RegistersError: It was not measured before, so that it is not known how it was found.
    """
    job = change.get(JOBS, key).record
    if not job.as_found:
        en = f"job {key}: the instrument was not measured as found; measure it first, then adjust it"
        raise RegistersError([Text(f"任务 {key}：调修前未检定，须先检定后调修", en)])
    if job.state != "measured":
        en = f"job {key} is {job.state}; only a job that is measured is adjusted"
        raise RegistersError([Text(f"任务 {key} 现为“{Text.of(STATES[job.state]).zh}”，不能登记调修", en)])
    before = f"{job.adjusted}; " if job.adjusted else ""
    change.edit(JOBS, key, state="at-bench", adjusted=f"{before}{what}", adjusted_on=on)


def _refuse_scrapped(change: Change, key: str) -> None:
    row = change.get(INSTRUMENTS, key)
    if row.record.status in {"scrapped", "merged"}:
        en = f"instrument {key} is {row.record.status}: {row.record.status_reason}"
        raise RegistersError([Text(f"计量器具 {key} 已报废或合并：{row.record.status_reason}", en)])


def _with(job: Job, **fields: Any) -> Job:
    from msgspec.structs import replace

    return replace(job, **fields)
