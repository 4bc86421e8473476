"""Taking in instruments, and the steps of their jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import or_, select

from inputs.bounded import BadFile, read_toml
from metrology.text import Text
from procedures.errors import SubjectError
from records.same_instrument import spelt
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument, identity
from registers.organisations import ORGANISATIONS
from registers.steps import advance, new_order
from registers.values import fields_given, made
from registers.work import Job, Order
from services.issuing.desk import desk
from services.issuing.jobs import SIGNED, advance_with_documents
from services.laboratory.purpose import Purpose
from services.register.book import changing, person
from services.register.changes import refusing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from registers.change import Change
    from registers.register import Register

OF_INSTRUMENT = ("name", "name_en", "maker", "model", "serial")
NOT_ON_IT = ("client", "client_address")


def take_in(
    url: str, instruments: Sequence[str], client: str, on: date, fields: Sequence[str], job: Mapping[str, str], by: str,
    why: str,
) -> str:  # fmt: skip
    """Take in instruments; returns the number of the order.

    Args:
        url: The store.
        instruments: Key, label or serial number of each.
        client: Key, unified social credit code or name of the organisation.
        on: Day on which they were received.
        fields: Further fields of the order, ``field=value``.
        job: What every job says.
        by: Who.
        why: Why.

    Raises:
        RegistersError: Something is not in the registers, or does not fit.
    """
    with refusing():
        order = made(Order, fields_given(Order, fields))
        common = made(Job, fields_given(Job, [f"{name}={text}" for name, text in job.items()]))
    assert isinstance(order, Order)  # noqa: S101  they were made of these types
    assert isinstance(common, Job)  # noqa: S101
    if wrong := Purpose(batch=common.batch).wrong_names():  # its runs would be refused
        raise RegistersError(wrong)

    def work(change: Change) -> str:
        owner = one_of(change, ORGANISATIONS, client, ("credit_code", "name"))
        keys = [one_of(change, INSTRUMENTS, text, ("code", "serial")) for text in instruments]
        jobs = [replace(common, instrument=key) for key in keys]
        return new_order(change, replace(order, client=owner, received=on), jobs)

    return changing(url, by, why or "received", work)


def advance_all(url: str, keys: Sequence[str], state: str, by: str, why: str) -> list[str]:
    """Bring jobs to a state, all or none; returns their keys.

    Raises:
        RegistersError: One of them cannot go there.
    """
    who = person(by)
    if state in SIGNED:
        with desk(url) as at:
            return advance_with_documents(at, keys, state, who, why)

    def work(change: Change) -> None:
        for key in keys:
            advance(change, key, state, who)

    changing(url, by, why or state, work)
    return list(keys)


def register_subject(url: str, file: Path, fields: Sequence[str], by: str, why: str) -> str:
    """Add an instrument from a subject file; returns its key.

    Raises:
        SubjectError: The file cannot be read.
        RegistersError: The instrument is in the register already, or a field does not fit.
    """
    try:
        table = read_toml(file).get("instrument")
    except BadFile as error:
        raise SubjectError(file, [str(error)]) from error
    if not isinstance(table, dict):
        raise SubjectError(file, ["[instrument]: this table is missing; it holds the nameplate"])
    own = {name: table[name] for name in OF_INSTRUMENT if name in table}
    further = {name: _exact(value) for name, value in table.items() if name not in (*OF_INSTRUMENT, *NOT_ON_IT)}
    with refusing():
        record = made(Instrument, {**own, "nameplate": further, **fields_given(Instrument, fields)})
    assert isinstance(record, Instrument)  # noqa: S101

    def work(change: Change) -> str:
        owned = one_of(change, ORGANISATIONS, record.owner, ("credit_code", "name")) if record.owner else ""
        refuse_known(change, record)
        return change.add(INSTRUMENTS, replace(record, owner=owned))

    return changing(url, by, why or "registered", work)


def _exact(value: Any) -> Any:
    """A value of a nameplate as registers keep it: a number with a decimal sign is its text."""
    if isinstance(value, dict):
        return {name: _exact(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_exact(part) for part in value]
    return repr(value) if isinstance(value, float) else value


def refuse_known(change: Change, record: Instrument) -> None:
    """An instrument is registered once.

    Raises:
        RegistersError: It is there already.
    """
    table = INSTRUMENTS.now
    same = select(table.c.key).where(table.c.identity == identity(record), table.c.status != "merged")
    if known := list(change.connection.scalars(same)):
        zh = f"该计量器具（制造厂、型号、出厂编号相同）已登记为 {'、'.join(known)}"
        raise RegistersError([Text(zh, f"an instrument of this maker, model and serial number is {', '.join(known)}")])


def one_of(change: Change, register: Register[Any], text: str, names: Sequence[str]) -> str:
    """The key of the one row that a text names, by its key or by other fields.

    Raises:
        RegistersError: It names none, or several.
    """
    table = register.now
    if change.connection.scalar(select(table.c.key).where(table.c.key == text)):
        return text
    found = list(
        change.connection.scalars(select(table.c.key).where(or_(*(table.c[n] == text for n in names))).limit(6))
    )
    if not found and register.spelt:
        found = list(
            change.connection.scalars(select(table.c.key).where(table.c[register.spelt] == spelt(text)).limit(6))
        )
    if len(found) == 1:
        return str(found[0])
    there = ", ".join(found)
    zh = f"{register.title.zh}中没有 {text}" if not found else f"{text} 对应多条：{there}，请用编号"
    en = (
        f"{register.title.en}: {text} is not registered"
        if not found
        else f"{text} names several: {there}; give the key"
    )
    raise RegistersError([Text(zh, en)])
