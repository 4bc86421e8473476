"""Receives samples of monitors: each record is looked at by itself, and each instant of a point is kept once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from exchange.answers import Answer, Receipt
from exchange.errors import FormError
from exchange.reading import read_form
from exchange.sample_forms import SampleRecord
from metrology.text import Text
from supervision.errors import of_fields, reason
from supervision.judging import Judged, answer_known, keys_of, signed_statement
from supervision.sample_tables import sample, sample_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from exchange.answers import Reason
    from exchange.envelope import Envelope
    from supervision.judging import Stated
    from supervision.stations import Station
    from supervision.store import PlatformStore

AHEAD = 300
"""Seconds by which a sample may be in the future: the clocks of two computers differ."""


def receive_samples(
    store: PlatformStore, caller: Station, envelopes: Sequence[Envelope], *, trial: bool
) -> list[Answer]:
    """Receive records of samples in one transaction; the answers are in their order.

    Args:
        store: The platform.
        caller: The station that sends them.
        envelopes: The records.
        trial: Whether samples of simulated meters are taken too.
    """
    found = []
    with store.writing() as connection:
        receiving = _Receiving(connection, caller, envelopes, store, trial=trial)
        for e in envelopes:
            try:
                found.append(receiving.received(e))
            except Judged as judged:
                found.append(Answer(key=e.key, state=judged.state, reasons=judged.reasons))  # type: ignore[arg-type]
    return found


class _Receiving:
    """What a batch needs of the database, read once for all of its records."""

    def __init__(
        self, connection: Connection, caller: Station, envelopes: Sequence[Envelope], store: PlatformStore, *, trial: bool
    ) -> None:  # fmt: skip
        self._connection, self._caller, self._trial = connection, caller, trial
        self._now, self._seconds = store.moment(), store.clock()
        of = sample_record.c
        keys = {e.key for e in envelopes} | {e.previous for e in envelopes}
        query = select(of.key, of.n, of.received, of.sha256).where(of.institute == caller.institute, of.key.in_(keys))
        self._known = {row.key: (row.n, row.received, row.sha256) for row in connection.execute(query)}
        self._last = connection.scalar(select(func.max(of.n))) or 0
        self._keys = keys_of(connection, caller)

    def received(self, e: Envelope) -> Answer:
        """The answer to one record, which is kept where it is accepted.

        Raises:
            Judged: It is not kept.
        """
        stated = signed_statement(e, self._keys)
        if (known := answer_known(e, stated.digest, self._known)) is not None:
            return known
        try:
            found = read_form(SampleRecord, e.record)
        except FormError as error:
            raise Judged("refused", of_fields(error.problems)) from error
        if wrong := self._wrong(found):
            raise Judged("refused", wrong)
        if e.previous and e.previous not in self._known:
            text = Text("该终端上一批数据尚未收到", "the record before it, of the same monitor, is not there yet")
            raise Judged("later", [reason("order", text, "previous")])
        rows = self._new(found)
        return self._keep(e, found, stated, rows)

    def _wrong(self, found: SampleRecord) -> list[Reason]:
        """What no later attempt can mend."""
        wrong: list[Reason] = []
        if found.institute != self._caller.institute:
            text = Text(f"应为 {self._caller.institute}", f"the station is of {self._caller.institute}")
            wrong.append(reason("institute", text, "institute"))
        if not self._trial and any(s.simulated for s in found.samples):
            text = Text("模拟器具的数据，本平台不接收", "samples of simulated meters; this platform takes none")
            wrong.append(reason("trial", text, "samples"))
        if found.last - found.first < len(found.samples) - 1:
            text = Text("序号与样本数不符", "the numbers do not fit the samples")
            wrong.append(reason("field", text, "last"))
        for n, s in enumerate(found.samples):
            if _seconds(s.instant) > self._seconds + AHEAD:
                text = Text("时刻在将来", "the instant is in the future")
                wrong.append(reason("date", text, f"samples.{n}.instant"))
                break
        return wrong

    def _new(self, found: SampleRecord) -> list[dict[str, Any]]:
        """The rows of samples that are not there yet.

        Raises:
            Judged: One is there with another value.
        """
        of = sample.c
        instants = [_seconds(s.instant) for s in found.samples]
        mine = (of.institute == found.institute) & (of.monitor == found.monitor)
        query = select(of.meter, of.quantity, of.period, of.instant, of.value, of.unit).where(
            mine, of.instant >= min(instants), of.instant <= max(instants), of.meter.in_({s.meter for s in found.samples})
        )  # fmt: skip
        there = {tuple(row[:4]): tuple(row[4:]) for row in self._connection.execute(query)}
        rows: list[dict[str, Any]] = []
        for n, (s, instant) in enumerate(zip(found.samples, instants, strict=True)):
            point = (s.meter, s.quantity, s.period, instant)
            if point in there:
                if there[point] != (s.value, s.unit):
                    text = Text("该时刻已有不同的值", "another value is there for this instant")
                    raise Judged("refused", [reason("conflict", text, f"samples.{n}.value")])
                continue
            there[point] = (s.value, s.unit)
            rows.append({
                "institute": found.institute, "monitor": found.monitor, "meter": s.meter, "quantity": s.quantity,
                "period": s.period, "instant": instant, "value": s.value, "unit": s.unit, "flag": s.flag,
                "entry": s.entry, "certificate": s.certificate, "valid_until": s.valid_until,
                "taken": _seconds(s.taken), "simulated": int(s.simulated), "record": self._last + 1,
            })  # fmt: skip
        return rows

    def _keep(self, e: Envelope, found: SampleRecord, stated: Stated, rows: list[dict[str, Any]]) -> Answer:
        self._last += 1
        self._connection.execute(
            insert(sample_record).values(
                n=self._last, institute=found.institute, key=e.key, monitor=found.monitor, first=found.first,
                last=found.last, statement=stated.text, sha256=stated.digest, signer=e.signer, signature=e.signature,
                received=self._now,
            )
        )  # fmt: skip
        if rows:
            self._connection.execute(insert(sample), rows)
        self._known[e.key] = (self._last, self._now, stated.digest)
        receipt = Receipt(number=self._last, received=self._now, sha256=stated.digest)
        return Answer(key=e.key, state="accepted", receipt=receipt)


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
