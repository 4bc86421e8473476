"""Tasks of a platform: pulled, accepted as orders, refused with a reason, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import or_, select

from exchange.codes import known_codes
from exchange.errors import ExchangeError, FormError, Refused
from exchange.forms import Task, TaskAnswer
from exchange.identity import instrument_identity
from exchange.inbox import Inbox
from exchange.reading import read_form
from metrology.text import Text
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from registers.steps import new_order
from registers.work import Job, Order
from services.register.book import changing, person

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from exchange.forms import Device, Party
    from exchange.inbox import Given
    from registers.change import Change
    from services.exchange.opening import Exchange


def inbox_of(at: Exchange) -> Inbox:
    """The tasks of the platform."""
    return Inbox(at.store.engine, at.name)


def pull(at: Exchange, on: date, by: str = "") -> int:
    """Fetch new tasks with their files, tell the platform what was answered; returns how many tasks were new.

    Where the settings say that every task is accepted, each that fits becomes an order.

    Raises:
        Refused, Unreachable: The platform hands out no tasks.
        RegistersError: A task cannot become an order.
    """
    inbox, new = inbox_of(at), 0
    if at.settings.kind == "arshin":
        text = Text("该类平台不下达任务", "a platform of this kind gives no tasks")
        raise ExchangeError([text])
    while True:
        after = inbox.next
        tasks, upto = at.platform.tasks(after)
        new += inbox.keep([_looked_at(at, sent) for sent in tasks], upto)
        if upto == after:
            break
    if at.settings.accept == "all":
        for given in inbox.tasks("open"):
            if not given.reasons:
                accept(at, given.task_id, on, by)
    _download(at, inbox)
    tell_answers(at)
    return new


def accept(at: Exchange, task_id: str, on: date, by: str = "", why: str = "") -> str:
    """Make an order of a task, with a job for each instrument; the same step notes the answer. Returns the order's number.

    Raises:
        ExchangeError: There is no such task, it was answered, or it does not fit its form.
        RegistersError: The registers do not allow the order.
    """
    inbox = inbox_of(at)

    def work(change: Change) -> str:
        given = inbox.find(change.connection, task_id)
        if given is None or given.state != "open":
            raise ExchangeError([_not_open(task_id, given)])
        task = given.form
        owner = _organisation(change, task.client)
        keys = [_instrument(change, d, owner) for d in task.instruments]
        promised = _day(task.wanted_until)
        order = Order(
            client=owner, received=on, promised=promised, contact=task.client.contact, phone=task.client.phone,
            note=f"{at.name} {task_id} {task.note}".strip(),
        )  # fmt: skip
        number = new_order(change, order, [Job(instrument=key) for key in keys])
        inbox.answer(change.connection, task_id, TaskAnswer(state="accepted", order=number))
        return number

    return changing(at.url, person(by), why or "accepted", work, cause=f"{at.name} {task_id}")


def refuse(at: Exchange, task_id: str, code: str, note: str = "") -> None:
    """Refuse a task, with a reason code of the list ``task_refusal``.

    Raises:
        ExchangeError: There is no such open task, or no such code.
    """
    codes = known_codes("task_refusal")
    if code not in codes:
        listed = "；".join(f"{c} {said.zh}" for c, said in codes.items())
        named = "; ".join(f"{c} ({said.en})" for c, said in codes.items())
        raise ExchangeError(
            [Text(f"没有原因代码 {code}；可用：{listed}", f"there is no reason code {code}; there are: {named}")]
        )
    inbox = inbox_of(at)
    if not inbox.refuse(task_id, TaskAnswer(state="refused", reason=code, note=note)):
        found = next((t for t in inbox.tasks() if t.task_id == task_id), None)
        raise ExchangeError([_not_open(task_id, found)])


def tell_answers(at: Exchange) -> int:
    """Tell the platform what was answered to its tasks; returns how many answers it took.

    Raises:
        Unreachable: It cannot be reached.
    """
    inbox, told = inbox_of(at), 0
    for given in inbox.untold():
        assert given.answer is not None  # noqa: S101  only what was answered is untold
        try:
            at.platform.answer(given.task_id, given.answer)
        except Refused as error:
            inbox.note_told(given.task_id, error.reasons)
            continue
        inbox.note_told(given.task_id)
        told += 1
    return told


def write_files(at: Exchange, folder: Path) -> list[Path]:
    """Write the files of open and accepted tasks that are whole, a folder for each task; returns those written."""
    inbox = inbox_of(at)
    found: list[Path] = []
    for given in inbox.tasks("open", "accepted"):
        if given.reasons and given.state == "open":
            continue
        for a in given.form.attachments:
            content = inbox.content(given.task_id, a.sha256)
            path = folder / given.task_id.replace(":", "_") / a.name
            if len(content) == a.size and not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                found.append(path)
    return found


def _looked_at(at: Exchange, sent: dict[str, Any]) -> tuple[str, dict[str, Any], list[Text]]:
    """A task with what is wrong with it; one of another institute is none of ours."""
    try:
        task = read_form(Task, sent)
    except FormError as error:
        return str(sent.get("task_id", ""))[:100], sent, error.reasons
    if task.institute != at.settings.institute:
        said = Text(f"该任务下达给 {task.institute}", f"the task was given to {task.institute}")
        return task.task_id, sent, [said]
    return task.task_id, sent, []


def _download(at: Exchange, inbox: Inbox) -> None:
    for given in inbox.tasks("open", "accepted"):
        if given.reasons and given.state == "open":
            continue
        for a in given.form.attachments:
            have = inbox.have(given.task_id, a.sha256)
            while have < a.size:
                part = at.platform.download(a.sha256, have)
                if not part or inbox.append(given.task_id, a.sha256, have, part, a.size):
                    break
                have = inbox.have(given.task_id, a.sha256)
                if not have:
                    break  # it had another digest; the next pull begins it again


def _organisation(change: Change, party: Party) -> str:
    """The key of a user, added where it is not registered."""
    table = ORGANISATIONS.now
    known = (table.c.credit_code == party.credit_code) if party.credit_code else (table.c.name == party.name)
    if (key := change.connection.scalar(select(table.c.key).where(known).order_by(table.c.key).limit(1))) is not None:
        return str(key)
    return change.add(
        ORGANISATIONS,
        Organisation(
            name=party.name, credit_code=party.credit_code, division=party.division_code, contact=party.contact,
            phone=party.phone,
        ),
    )  # fmt: skip


def _instrument(change: Change, device: Device, owner: str) -> str:
    """The key of an instrument, added where it is not registered."""
    table = INSTRUMENTS.now
    same = or_(table.c.identity == instrument_identity(device)) & (table.c.status != "merged")
    if (key := change.connection.scalar(select(table.c.key).where(same).order_by(table.c.key).limit(1))) is not None:
        return str(key)
    made = Instrument(
        name=device.name, maker=device.maker, model=device.model, serial=device.serial, code=device.label, range=device.range,
        accuracy_class=device.accuracy_class, place=device.place, division=device.division_code, owner=owner,
    )  # fmt: skip
    return change.add(INSTRUMENTS, replace(made, name=device.name or device.kind))


def _day(text: str) -> date | None:
    from datetime import date

    return date.fromisoformat(text) if text else None


def _not_open(task_id: str, given: Given | None) -> Text:
    if given is None:
        return Text(f"没有任务 {task_id}", f"there is no task {task_id}")
    return Text(f"任务 {task_id} 已答复（{given.state}）", f"task {task_id} was answered already ({given.state})")
