"""The tasks that platforms gave to a laboratory, and their files, in its store."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from exchange.forms import Task, TaskAnswer
from exchange.outbox_tables import metadata, place, task, task_file
from exchange.reading import read_form
from metrology.text import Text
from records.event import canonical
from records.further_tables import lay_out
from records.migrate import alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Engine

TOLD_OTHERWISE = "-"
"""Stands for the time at which a platform was told, where it did not take the answer."""


class Given(NamedTuple):
    """A task as it is kept.

    Attributes:
        task_id: Its number.
        content: What the platform sent, in our words.
        state: ``open``, ``accepted`` or ``refused``.
        answer: What is answered; None as long as it is open.
        told: When the platform took the answer; empty before.
        order: The order that was made of it.
        reasons: What does not fit the form.
    """

    task_id: str
    content: dict[str, Any]
    state: str
    answer: TaskAnswer | None
    told: str
    order: str
    reasons: Sequence[Text]

    @property
    def form(self) -> Task:
        """The task.

        Raises:
            FormError: It does not fit its form.
        """
        return read_form(Task, self.content)


class Inbox:
    """The tasks of one platform.

    Args:
        engine: The store.
        platform: Name of the platform.
    """

    def __init__(self, engine: Engine, platform: str) -> None:
        self._engine, self._platform = engine, platform
        lay_out(engine, metadata)

    @property
    def next(self) -> int:
        """How far the tasks of the platform were read."""
        with self._engine.connect() as connection:
            return connection.scalar(select(place.c.next).where(place.c.platform == self._platform)) or 0

    def keep(self, tasks: Sequence[tuple[str, dict[str, Any], Sequence[Text]]], upto: int) -> int:
        """Keep tasks that are new, with how far was read; returns how many were new.

        Args:
            tasks: Number, body and problems of each.
            upto: The number for the next request.
        """
        with alone(self._engine) as connection:
            there = {row.task_id for row in connection.execute(select(task.c.task_id).where(self._mine()))}
            rows = {
                task_id: {
                    "platform": self._platform, "task_id": task_id, "pulled": moment(), "body": canonical(body), "state": "open",
                    "answer": "", "told": "", "order_number": "", "reasons": orjson.dumps([r.to_dict() for r in problems]).decode(),
                }
                for task_id, body, problems in tasks
                if task_id not in there
            }  # fmt: skip
            if rows:
                connection.execute(insert(task), list(rows.values()))
            make = upsert_sqlite if connection.dialect.name == "sqlite" else upsert_postgresql
            start = make(place).values(platform=self._platform, next=upto)
            connection.execute(start.on_conflict_do_update(index_elements=["platform"], set_={"next": upto}))
        return len(rows)

    def tasks(self, *states: str) -> list[Given]:
        """The tasks, oldest first; with states, only those in one of them."""
        query = select(task).where(self._mine()).order_by(task.c.pulled, task.c.task_id)
        with self._engine.connect() as connection:
            return [
                _given(row) for row in connection.execute(query.where(task.c.state.in_(states)) if states else query)
            ]

    def find(self, connection: Connection, task_id: str) -> Given | None:
        """A task, locked until the transaction ends; None where there is none."""
        query = select(task).where(self._mine(), task.c.task_id == task_id)
        row = connection.execute(query.with_for_update()).first()
        return _given(row) if row is not None else None

    def answer(self, connection: Connection, task_id: str, answer: TaskAnswer) -> None:
        """Note what is answered to a task, within a transaction."""
        said = canonical(answer.model_dump(mode="json"))
        changed = {"state": answer.state, "answer": said, "order_number": answer.order}
        connection.execute(update(task).where(self._mine(), task.c.task_id == task_id).values(**changed))

    def refuse(self, task_id: str, answer: TaskAnswer) -> bool:
        """Note that a task is refused; whether it was open."""
        with alone(self._engine) as connection:
            found = self.find(connection, task_id)
            if found is None or found.state != "open":
                return False
            self.answer(connection, task_id, answer)
        return True

    def untold(self) -> list[Given]:
        """The tasks whose answer the platform does not know yet."""
        return [t for t in self.tasks("accepted", "refused") if not t.told]

    def note_told(self, task_id: str, problem: Sequence[Text] = ()) -> None:
        """Note that the platform knows the answer to a task, or why it does not take it."""
        said = orjson.dumps([r.to_dict() for r in problem]).decode()
        changed = {"told": TOLD_OTHERWISE if problem else moment(), "reasons": said}
        with alone(self._engine) as connection:
            connection.execute(update(task).where(self._mine(), task.c.task_id == task_id).values(**changed))

    def have(self, task_id: str, sha256: str) -> int:
        """Bytes of a file of a task that are there, from its beginning."""
        return len(self.content(task_id, sha256))

    def content(self, task_id: str, sha256: str) -> bytes:
        """The bytes of a file of a task, as far as they are there."""
        query = select(task_file.c.content).where(self._file(task_id, sha256)).order_by(task_file.c.at)
        with self._engine.connect() as connection:
            return b"".join(connection.scalars(query))

    def append(self, task_id: str, sha256: str, offset: int, part: bytes, size: int) -> bool:
        """Put a part behind what is there of a file; whether it is whole now. One with another digest is begun again."""
        with alone(self._engine) as connection:
            row = {"platform": self._platform, "task_id": task_id, "sha256": sha256, "at": offset, "content": part}
            connection.execute(insert(task_file).values(**row))
            query = select(task_file.c.content).where(self._file(task_id, sha256)).order_by(task_file.c.at)
            whole = b"".join(connection.scalars(query))
            good = hashlib.sha256(whole).hexdigest() == sha256
            if len(whole) >= size and not good:
                connection.execute(delete(task_file).where(self._file(task_id, sha256)))
        return good

    def _mine(self) -> ColumnElement[bool]:
        return task.c.platform == self._platform

    def _file(self, task_id: str, sha256: str) -> ColumnElement[bool]:
        of = task_file.c
        return (of.platform == self._platform) & (of.task_id == task_id) & (of.sha256 == sha256)


def moment() -> str:
    """Now, ISO 8601 UTC with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _given(row: Any) -> Given:
    reasons = [Text(r["zh"], r["en"]) for r in orjson.loads(row.reasons)] if row.reasons else []
    answer = TaskAnswer.model_validate_json(row.answer) if row.answer else None
    return Given(row.task_id, orjson.loads(row.body), row.state, answer, row.told, row.order_number, reasons)
