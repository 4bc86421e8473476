"""Points, thresholds and look-back of the integrity score: data of the province, by edition, never a figure of the law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, model_validator

from inputs.bounded import BadFile, read_text, read_toml
from metrology.text import Text
from records.certificates import Entry
from records.errors import RegisterError
from registers.errors import RegistersError
from services.integrity.kinds import CREDITS, KINDS, NO_PROOF, SHARES, Kind
from services.integrity.toml_lines import line_of
from services.laboratory.template import template

FILE: Final = "integrity.toml"
CLASSES: Final = ("A", "B", "C", "D")
ClassName = Literal["A", "B", "C", "D"]
STATUSES: Final = {
    "unverified": Text("未核实，自行规定", "unverified, the province's own choice"),
    "secondary": Text("据二手资料", "from a secondary source"),
    "verified": Text("已核对原文", "checked against the printed source"),
}


def _points(given: object) -> Decimal:
    """A number that is written as text, so that none of its digits is lost."""
    if isinstance(given, str):
        try:
            if (found := Decimal(given)).is_finite() and abs(found) <= 1000:
                return found
        except InvalidOperation:
            pass
    raise ValueError("points are a number in quotation marks, such as -2.5, of at most 1000")


Points = Annotated[Decimal, BeforeValidator(_points)]


class FactRule(Entry):
    """What facts of one kind count.

    Attributes:
        points: What one fact changes the score by; of shares, what all instruments or verifications together would.
        most: What facts of the kind change it by at most.
        per: ``fact``: each counts; ``share``: their part of all of the unit counts.
        least: From how many facts on they count.
        ceiling: The best class that is left where one counts.
    """

    points: Points
    most: Points
    per: Literal["fact", "share"] = "fact"
    least: int = Field(default=1, ge=1, le=1000)
    ceiling: ClassName = "A"


class Proposals(Entry):
    """How many facts of a kind, counting on the day, each proposal needs; one kind suffices."""

    blacklist: dict[str, int]
    suspension: dict[str, int]


class Edition(Entry):
    """One edition of the policy.

    Attributes:
        edition, since: Its name, and the first day of which scores are computed by it.
        status, basis: How far it was checked against a source, and the source.
        start: The score of a unit of which nothing is known.
        lookback_months: For how long a fact counts; on the day so many months later it counts for the last time.
        repaired: Part of the points of a fact that stays after a repair was accepted.
        classes: The least score of each class but the last.
    """

    edition: str = Field(min_length=1, max_length=40)
    since: date
    status: Literal["unverified", "secondary", "verified"]
    basis: str = Field(min_length=1, max_length=500)
    start: Points
    lookback_months: int = Field(ge=1, le=240)
    repaired: Points
    classes: dict[Literal["A", "B", "C"], Points]
    facts: dict[Kind, FactRule]
    proposals: Proposals

    @model_validator(mode="after")
    def _fits(self) -> Edition:
        if missing := [kind for kind in KINDS if kind not in self.facts]:
            raise ValueError(f"facts: {missing[0]} missing; write its points as 0 where it does not count")
        for kind, rule in self.facts.items():
            _signs(kind, rule)
        floors = [self.classes.get(name) for name in ("A", "B", "C")]
        if None in floors or not self.start >= floors[0] > floors[1] > floors[2] > 0:  # type: ignore[operator]
            raise ValueError("classes: A, B and C need falling least scores above 0, that of A not above start")
        if not 0 <= self.repaired <= 1:
            raise ValueError("repaired: a part from 0 to 1 of the points stays")
        for name in ("blacklist", "suspension"):
            for kind_named, count in getattr(self.proposals, name).items():
                _provable(name, kind_named, count)
        return self


def _signs(kind: str, rule: FactRule) -> None:
    adds = kind in CREDITS
    if any(value * (1 if adds else -1) < 0 for value in (rule.points, rule.most)):
        if adds:
            raise ValueError(f"facts.{kind}: points and most add to the score")
        raise ValueError(f"facts.{kind}: points and most take from the score")
    if rule.per == "share" and kind not in SHARES:
        raise ValueError(f"facts.{kind}: only overdue and failure count as a share")
    if rule.per == "fact" and abs(rule.most) < abs(rule.points):
        raise ValueError(f"facts.{kind}: most is less than the points of one fact")


def _provable(name: str, kind: str, count: int) -> None:
    if kind in NO_PROOF:
        raise ValueError(f"proposals.{name}.{kind}: an alert is no proof; no proposal rests on it")
    if kind not in KINDS or kind in CREDITS or count < 1:
        raise ValueError(f"proposals.{name}.{kind}: write a kind of fact, and from how many on")


class Policy(BaseModel):
    """The file: its editions."""

    model_config = Entry.model_config

    editions: tuple[Edition, ...]

    @model_validator(mode="after")
    def _distinct(self) -> Policy:
        if not self.editions:
            raise ValueError("editions: there is none")
        for name in ("edition", "since"):
            values = [getattr(e, name) for e in self.editions]
            if len(set(values)) < len(values):
                raise ValueError(f"editions: two have the same {name}")
        return self

    def on(self, day: date) -> Edition:
        """The edition by which a score of a day is computed.

        Raises:
            RegistersError: None was in force.
        """
        in_force = [e for e in self.editions if e.since <= day]
        if not in_force:
            first = min(e.since for e in self.editions)
            zh, en = (
                f"{day} 尚无评价办法；最早的自 {first} 起",
                f"no edition of the policy on {day}; the first is since {first}",
            )
            raise RegistersError([Text(zh, en)])
        return max(in_force, key=lambda e: e.since)


def read_policy(path: Path | None = None, near: Path | None = None) -> Policy:
    """Read a policy; without a path, that of the laboratory folder, else the one that `steelyard init` copies.

    Raises:
        RegisterError: It cannot be read or used; each problem with its line.
    """
    own = (near or Path()) / FILE
    found = path or (own if own.is_file() else template() / FILE)
    try:
        return Policy.model_validate(read_toml(found))
    except BadFile as error:
        raise RegisterError(found, [str(error)]) from error
    except ValidationError as error:
        text = read_text(found)
        raise RegisterError(found, [_problem(text, e["loc"], e["msg"]) for e in error.errors()]) from error


def _problem(text: str, place: tuple[Any, ...], said: str) -> str:
    said = said.removeprefix("Value error, ")
    names = tuple(str(part) for part in place if part != "[key]")
    inner = said.partition(":")[0] if not names or names[-1].isdigit() else ""
    line = line_of(text, (*names, *inner.split(".")) if inner and " " not in inner else names)
    where = ".".join(names) or "file"
    return f"line {line}: {where}: {said}"
