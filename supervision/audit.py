"""Looks through everything that a platform keeps: numbers without gaps, digests, signatures, files."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import select

from exchange.envelope import record_fault
from metrology.text import Text
from supervision.sample_tables import sample, sample_record
from supervision.tables import file, file_part, result, station
from supervision.uploads import upload_faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sqlalchemy import Connection

    from supervision.store import PlatformStore


def faults(store: PlatformStore) -> list[Text]:
    """What is not as it was received; empty where all of it is."""
    with store.reading() as connection:
        public = {row.key: bytes.fromhex(row.public) for row in connection.execute(select(station))}
        return [
            *_results(connection, public), *_files(connection), *upload_faults(connection, public),
            *_samples(connection, public),
        ]  # fmt: skip


def _results(connection: Connection, public: dict[str, bytes]) -> Iterator[Text]:
    wanted = 1
    for row in connection.execute(select(result).order_by(result.c.n), execution_options={"yield_per": 1000}):
        if row.n != wanted:
            yield Text(f"缺少第 {wanted} 号结果", f"result {wanted} is missing")
        wanted = row.n + 1
        if said := _result(row, public):
            yield Text(f"第 {row.n} 号结果：{said.zh}", f"result {row.n}: {said.en}")


def _result(row: Any, public: dict[str, bytes]) -> Text | None:
    if hashlib.sha256(row.statement.encode()).hexdigest() != row.sha256:
        return Text("内容已被改动", "its content was changed")
    if row.signer not in public or record_fault(public[row.signer], row.signature, row.statement):
        return Text(
            "签名与内容不符，或密钥不再登记", "its signature does not fit, or its key is not registered any more"
        )
    stated = orjson.loads(row.statement)
    record = stated["record"]
    kept = (row.key, row.institute, row.res_id, row.event, row.verdict, row.inspect_date, row.valid_until, row.trial)
    names = ("institute", "res_id", "event", "verdict", "inspect_date")
    said = (stated["key"], *(record[n] for n in names), record.get("valid_until", ""), record["trial"])
    return None if kept == said else Text("检索字段与签名内容不一致", "what it is found by is not what was signed")


def _samples(connection: Connection, public: dict[str, bytes]) -> Iterator[Text]:
    """Records of samples that are not what was signed, and samples that are not what their record holds."""
    wanted = 1
    query = select(sample_record).order_by(sample_record.c.n)
    for row in connection.execute(query, execution_options={"yield_per": 100}):
        if row.n != wanted:
            yield Text(f"缺少第 {wanted} 批采集数据", f"record {wanted} of samples is missing")
        wanted = row.n + 1
        digest = hashlib.sha256(row.statement.encode()).hexdigest()
        if (
            digest != row.sha256
            or row.signer not in public
            or record_fault(public[row.signer], row.signature, row.statement)
        ):
            yield Text(f"第 {row.n} 批采集数据与签名不符", f"record {row.n} of samples is not what was signed")
            continue
        said = {
            (s["meter"], s["quantity"], s["period"], int(datetime.fromisoformat(s["instant"]).timestamp())): s["value"]
            for s in orjson.loads(row.statement)["record"]["samples"]
        }
        of = sample.c
        rows = connection.execute(
            select(of.meter, of.quantity, of.period, of.instant, of.value).where(of.record == row.n)
        )
        if any(said.get(tuple(r[:4])) != r[4] for r in rows):
            yield Text(f"第 {row.n} 批的样本已被改动", f"a sample of record {row.n} was changed")


def _files(connection: Connection) -> Iterator[Text]:
    for row in connection.execute(select(file).where(file.c.complete)).all():
        query = select(file_part.c.content).where(
            file_part.c.institute == row.institute, file_part.c.sha256 == row.sha256
        )
        digest = hashlib.sha256()
        for part in connection.scalars(query.order_by(file_part.c.at)):
            digest.update(part)
        if digest.hexdigest() != row.sha256:
            yield Text(
                f"{row.institute} 的文件 {row.sha256} 已被改动", f"file {row.sha256} of {row.institute} was changed"
            )
