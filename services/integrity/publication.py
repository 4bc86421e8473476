"""What may be published of a unit: a closed list of fields, none of which can hold what a person typed freely."""

from __future__ import annotations

from datetime import date  # noqa: TC003  msgspec reads it
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from metrology.text import Text
from registers.codes import credit_code_problem
from services.integrity.judging import facts_on
from services.integrity.public_name import is_identity_number, public_name
from services.integrity.standing import STATES, class_decided, decided, standings

if TYPE_CHECKING:
    from registers.change import Row
    from registers.integrity import Proposal
    from services.integrity.feed import Feed
    from services.integrity.judging import Asked
    from services.integrity.policy import Policy
    from services.integrity.standing import Standing

Code = Annotated[str, Meta(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")]
DivisionCode = Annotated[str, Meta(pattern=r"^([1-8][0-9]{1,5})?$")]
Name = Annotated[str, Meta(max_length=60)]
EditionName = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z.\-]{0,15}[0-9]{0,4}([.\-][0-9]{1,4})?$")]
ClassName = Literal["", "A", "B", "C", "D"]
DemonstrationState = Literal["", "valid", "suspended", "withdrawn", "expired"]
PUBLIC_STATES: Final = ("valid", "suspended", "withdrawn", "expired")
"""A suspension that nobody has decided yet is no news: only what was decided is published."""


class PublishedUnit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a publication. There is no field for people, grounds, scores, facts or runs.

    Attributes:
        code: Unified social credit code.
        name: The name, where it is written as that of an organisation; else empty.
        division: First six digits of the division code.
        klass, class_on: The class that was decided, and when.
        blacklisted_on: Since when it is on the blacklist, by a decision; None for not.
        demonstration, committed_on, committed_until: As a demonstration unit.
        simulated: Whether a decision rests on simulated data.
    """

    code: Code
    name: Name = ""
    division: DivisionCode = ""
    klass: ClassName = msgspec.field(default="", name="class")
    class_on: date | None = None
    blacklisted_on: date | None = None
    demonstration: DemonstrationState = ""
    committed_on: date | None = None
    committed_until: date | None = None
    simulated: bool = False


class Publication(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A publication.

    Attributes:
        day: The day.
        edition: Edition of the policy; empty where its name could hold something else.
        policy_status: How far the policy was checked against a source.
        units: The units, by code.
        withheld_names: How many names are not written as those of organisations.
        withheld_units: How many units are left out: their code has the form of an identity number.
        valid_demonstration_units: How many demonstration units are valid.
        simulated: Whether any of it rests on simulated data.
    """

    day: date
    edition: str
    policy_status: Literal["unverified", "secondary", "verified"]
    units: tuple[PublishedUnit, ...]
    withheld_names: int
    withheld_units: int
    valid_demonstration_units: int
    simulated: bool


COLUMNS: Final = {
    "code": Text("统一社会信用代码", "Credit code"),
    "name": Text("单位", "Unit"),
    "division": Text("行政区划", "Division"),
    "class": Text("类别", "Class"),
    "class_on": Text("类别决定日期", "Class decided on"),
    "blacklisted_on": Text("列入失信名单日期", "Blacklisted on"),
    "demonstration": Text("示范单位", "Demonstration unit"),
    "committed_on": Text("承诺日期", "Committed on"),
    "committed_until": Text("承诺有效期至", "Commitment until"),
    "simulated": Text("模拟数据", "Simulated"),
}


def publication(url: str, asked: Asked, policy: Policy) -> Publication:
    """What is published of a day: classes and blacklistings that a person decided, and demonstration units.

    Raises:
        RegistersError: As `services.integrity.judging.facts_on`.
        StoreError: The store cannot be read.
    """
    with facts_on(url, asked, policy) as (book, feed, edition):
        decisions = decided(book, asked.day, asked.at)
        found = {s.unit: s for s in standings(book, feed, asked.at) if s.state in PUBLIC_STATES}
    codes = sorted({d.record.unit for d in decisions if d.record.state == "accepted"} | set(found))
    kept = [code for code in codes if not credit_code_problem(code) and not is_identity_number(code)]
    units = [one for code in kept if (one := _unit(code, feed, decisions, found.get(code))) is not None]
    name = edition.edition
    return Publication(
        day=asked.day,
        edition=name if _fits(name, EditionName) else "",
        policy_status=edition.status,
        units=tuple(units),
        withheld_names=sum(not one.name for one in units),
        withheld_units=len(codes) - len(kept),
        valid_demonstration_units=sum(one.demonstration == "valid" for one in units),
        simulated=any(one.simulated for one in units),
    )


def _fits(value: str, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _unit(code: str, feed: Feed, decisions: list[Row[Proposal]], standing: Standing | None) -> PublishedUnit | None:
    by = class_decided(decisions, code)
    black = [d.record for d in decisions if (d.record.unit, d.record.kind) == (code, "blacklist")]
    listed = black[-1] if black and black[-1].state == "accepted" else None
    if by is None and listed is None and standing is None:
        return None
    of = feed.units.by_code.get(code)
    said: dict[str, Any] = {
        "code": code,
        "name": next((n for n in map(public_name, of.names if of is not None else ()) if n), ""),
        "division": of.division[:6] if of is not None else "",
        "class": by.record.new if by is not None else "",
        "class_on": by.record.decided_on if by is not None else None,
        "blacklisted_on": listed.decided_on if listed is not None else None,
        "simulated": feed.simulated
        or any(d.record.simulated for d in decisions if d.record.unit == code)
        or any(f.simulated for f in feed.of.get(code, ())),
    }
    if standing is not None:
        said |= {"demonstration": standing.state, "committed_on": standing.on, "committed_until": standing.until}
    return msgspec.convert(said, PublishedUnit)


def row_of(one: PublishedUnit, language: str) -> list[str]:
    """The cells of a unit under `COLUMNS`."""
    plain = msgspec.to_builtins(one)
    state = STATES.get(one.demonstration)
    plain["demonstration"] = "" if state is None else (state.zh if language == "zh" else state.en)
    yes = "是" if language == "zh" else "yes"
    return [yes if v is True else "" if v in (None, False) else str(v) for v in (plain[name] for name in COLUMNS)]
