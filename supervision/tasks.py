"""Tasks that a platform gives to institutes, and what they answer."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import insert, select, update

from exchange.answers import Dispatched, Tasks
from exchange.forms import Task
from exchange.identity import instrument_identity
from exchange.reading import read_form
from metrology.text import Text
from records.event import canonical
from supervision.errors import NotAnswered, reason
from supervision.files import keep
from supervision.tables import task, task_instrument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exchange.forms import TaskAnswer
    from supervision.store import PlatformStore


def create(store: PlatformStore, tasks: Sequence[Mapping[str, Any]], files: Sequence[bytes] = ()) -> list[str]:
    """Give tasks, all or none; returns their numbers.

    Args:
        store: The platform.
        tasks: The forms.
        files: The bytes of the files that they name.

    Raises:
        FormError: A task does not fit its form.
        NotAnswered: A number was given before.
    """
    found = [read_form(Task, given) for given in tasks]
    numbers = [t.task_id for t in found]
    contents = {hashlib.sha256(content).hexdigest(): content for content in files}
    with store.writing() as connection:
        there = list(connection.scalars(select(task.c.task_id).where(task.c.task_id.in_(numbers))))
        if there or len(set(numbers)) < len(numbers):
            text = Text(
                f"任务编号已存在或重复：{'、'.join(there)}",
                f"numbers of tasks are there already, or twice: {', '.join(there)}",
            )
            raise NotAnswered(409, [reason("conflict", text, "task_id")])
        for t in found:
            for a in t.attachments:
                if a.sha256 in contents:
                    keep(connection, t.institute, contents[a.sha256])
            body = canonical(t.model_dump(mode="json"))
            values = {"task_id": t.task_id, "institute": t.institute, "body": body, "state": "open", "answer": ""}
            connection.execute(insert(task).values(**values, answered=""))
            rows = [
                {"task_id": t.task_id, "place": n, "instrument": instrument_identity(d), "division": d.division_code}
                for n, d in enumerate(t.instruments)
            ]
            connection.execute(insert(task_instrument), rows)
    return numbers


def tasks_of(store: PlatformStore, institute: str, after: int, limit: int) -> Tasks:
    """Tasks of an institute, in the order in which they were given.

    Args:
        store: The platform.
        institute: The institute.
        after: Only those behind this number.
        limit: How many at most.
    """
    query = select(task).where(task.c.institute == institute, task.c.n > after).order_by(task.c.n).limit(limit)
    with store.reading() as connection:
        rows = list(connection.execute(query))
    return Tasks(tasks=[_dispatched(row) for row in rows], next=rows[-1].n if rows else after)


def answer(store: PlatformStore, institute: str, task_id: str, given: TaskAnswer) -> Dispatched:
    """Keep what an institute answers to a task; the same answer twice is one.

    Raises:
        NotAnswered: The institute has no such task, or answered otherwise before.
    """
    said = canonical(given.model_dump(mode="json"))
    with store.writing() as connection:
        mine = (task.c.institute == institute) & (task.c.task_id == task_id)
        row = connection.execute(select(task).where(mine)).first()
        if row is None:
            raise NotAnswered(404, [reason("unknown-task", Text(f"没有任务 {task_id}", f"there is no task {task_id}"))])
        if row.answer not in {"", said}:
            text = Text(f"任务 {task_id} 已有不同答复", f"task {task_id} was answered otherwise before")
            raise NotAnswered(409, [reason("conflict", text)])
        if not row.answer:
            changed = {"state": given.state, "answer": said, "answered": store.moment()}
            connection.execute(update(task).where(mine).values(**changed))
            row = connection.execute(select(task).where(mine)).one()
    return _dispatched(row)


def _dispatched(row: Any) -> Dispatched:
    return Dispatched(task=read_form(Task, orjson.loads(row.body)), state=row.state)
