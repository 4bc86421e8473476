"""Receives results: each is looked at by itself, answered by itself, and kept once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from exchange.answers import Answer, Kept, Reason, Receipt
from exchange.errors import FormError
from exchange.forms import Result
from exchange.identity import instrument_identity
from exchange.reading import read_form
from metrology.text import Text
from supervision.errors import NotAnswered, of_fields, reason
from supervision.judging import Judged, answer_known, keys_of, signed_statement
from supervision.tables import file, result, task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from exchange.envelope import Envelope
    from supervision.stations import Station
    from supervision.store import PlatformStore


def receive(store: PlatformStore, caller: Station, envelopes: Sequence[Envelope], *, trial: bool) -> list[Answer]:
    """Receive results in one transaction; the answers are in their order.

    Args:
        store: The platform.
        caller: The station that sends them.
        envelopes: The results.
        trial: Whether results of simulated benches are taken too.
    """
    with store.writing() as connection:
        batch = _Batch(connection, caller, envelopes, store.moment(), trial=trial)
        answers = [batch.answer(e) for e in envelopes]
        batch.write()
    return answers


class _Batch:
    """What a batch needs of the database, read once for all of its results."""

    def __init__(
        self, connection: Connection, caller: Station, envelopes: Sequence[Envelope], now: str, *, trial: bool
    ) -> None:
        self._connection, self._caller, self._now, self._trial = connection, caller, now, trial
        of = result.c
        mine = of.institute == caller.institute
        keys = {e.key for e in envelopes} | {e.previous for e in envelopes}
        query = select(of.key, of.n, of.received, of.sha256).where(mine, of.key.in_(keys))
        self._known = {row.key: (row.n, row.received, row.sha256) for row in connection.execute(query)}
        numbers = {str(e.record.get("res_id")) for e in envelopes}
        issued = select(of.res_id).where(mine, of.res_id.in_(numbers), of.event == "issued")
        self._issued = set(connection.scalars(issued))
        self._last = connection.scalar(select(func.max(of.n))) or 0
        self._keys = keys_of(connection, caller)
        digests = {d for e in envelopes for d in _digests(e.record)}
        whole = select(file.c.sha256, file.c.size).where(
            file.c.institute == caller.institute, file.c.complete, file.c.sha256.in_(digests)
        )
        self._files = {row.sha256: row.size for row in connection.execute(whole)}
        tasks = {str(e.record.get("task_id")) for e in envelopes} - {""}
        accepted = select(task.c.task_id).where(task.c.institute == caller.institute, task.c.task_id.in_(tasks))
        self._tasks = set(connection.scalars(accepted)) if tasks else set()
        self._rows: list[dict[str, Any]] = []

    def answer(self, envelope: Envelope) -> Answer:
        """The answer to one result; it is kept when `write` is called."""
        try:
            return self._received(envelope)
        except Judged as judged:
            return Answer(key=envelope.key, state=judged.state, reasons=judged.reasons)  # type: ignore[arg-type]

    def write(self) -> None:
        """Keep what was accepted."""
        if self._rows:
            self._connection.execute(insert(result), self._rows)

    def _received(self, e: Envelope) -> Answer:
        stated, digest = signed_statement(e, self._keys)
        if (known := answer_known(e, digest, self._known)) is not None:
            return known
        try:
            found = read_form(Result, e.record)
        except FormError as error:
            raise Judged("refused", of_fields(error.problems)) from error
        self._refuse(found)
        self._put_off(e, found)
        return self._keep(e, found, stated, digest)

    def _refuse(self, found: Result) -> None:
        """What no later attempt can mend."""
        wrong: list[Reason] = []
        if found.institute != self._caller.institute:
            text = Text(f"应为 {self._caller.institute}", f"the station is of {self._caller.institute}")
            wrong.append(reason("institute", text, "institute"))
        if found.trial and not self._trial:
            text = Text("模拟装置的结果，本平台不接收", "a result of a simulated bench; this platform takes none")
            wrong.append(reason("trial", text, "trial"))
        if found.task_id and found.task_id not in self._tasks:
            text = Text(f"没有向该机构下达任务 {found.task_id}", f"the institute was given no task {found.task_id}")
            wrong.append(reason("unknown-task", text, "task_id"))
        if found.inspect_date > self._now[:10]:
            text = Text("检定日期在将来", "the day of the verification is in the future")
            wrong.append(reason("date", text, "inspect_date"))
        if found.event == "issued" and found.res_id in self._issued:
            text = Text(f"{found.res_id} 已上报", f"{found.res_id} was reported already")
            wrong.append(reason("conflict", text, "res_id"))
        if wrong:
            raise Judged("refused", wrong)

    def _put_off(self, e: Envelope, found: Result) -> None:
        """What is not there yet."""
        missing: list[Reason] = []
        if e.previous and e.previous not in self._known:
            text = Text("该器具上一条结果尚未收到", "the result before it, of the same instrument, is not there yet")
            missing.append(reason("order", text, "previous"))
        if found.event != "issued" and found.res_id not in self._issued:
            text = Text(f"{found.res_id} 尚未上报", f"{found.res_id} was not reported yet")
            missing.append(reason("order", text, "res_id"))
        for f in found.files:
            if self._files.get(f.sha256) != f.size:
                text = Text(f"文件 {f.name} 尚未上传完整", f"the file {f.name} is not there as a whole")
                missing.append(reason("file", text, f.sha256))
        if missing:
            raise Judged("later", missing)

    def _keep(self, e: Envelope, found: Result, stated: str, digest: str) -> Answer:
        self._last += 1
        self._known[e.key] = (self._last, self._now, digest)
        if found.event == "issued":
            self._issued.add(found.res_id)
        self._rows.append(
            {
                **{name: getattr(found, name) for name in ("res_id", "event", "verdict", "inspect_date", "valid_until")},
                "n": self._last, "institute": self._caller.institute, "key": e.key, "trial": found.trial,
                "instrument": instrument_identity(found.instrument), "division": found.instrument.division_code,
                "statement": stated, "sha256": digest, "signer": e.signer, "signature": e.signature, "received": self._now,
            }
        )  # fmt: skip
        return Answer(
            key=e.key, state="accepted", receipt=Receipt(number=self._last, received=self._now, sha256=digest)
        )


def _digests(record: dict[str, Any]) -> set[str]:
    """The digests that a record names, whatever its form is."""
    parts = record.get("attachments")
    files = [record.get("record"), *(parts[:100] if isinstance(parts, list) else ())]
    return {str(f.get("sha256")) for f in files if isinstance(f, dict)}


def kept(store: PlatformStore, institute: str, key: str) -> Kept:
    """A result of an institute as it is kept.

    Raises:
        NotAnswered: The institute has none of this key.
    """
    with store.reading() as connection:
        row = connection.execute(select(result).where(result.c.institute == institute, result.c.key == key)).first()
    if row is None:
        raise NotAnswered(404, [reason("unknown-result", Text(f"没有结果 {key}", f"there is no result {key}"))])
    return _kept(row)


def listed(store: PlatformStore, institute: str, after: int, limit: int) -> list[Kept]:
    """Results of an institute, by their number.

    Args:
        store: The platform.
        institute: The institute.
        after: Only those with a greater number.
        limit: How many at most.
    """
    query = select(result).where(result.c.institute == institute, result.c.n > after)
    with store.reading() as connection:
        return [_kept(row) for row in connection.execute(query.order_by(result.c.n).limit(limit))]


def _kept(row: Any) -> Kept:
    return Kept(
        key=row.key, number=row.n, received=row.received, statement=row.statement, signer=row.signer,
        signature=row.signature,
    )  # fmt: skip
