"""What the law of a jurisdiction says of validity, read from its data file.

Layout of ``procedures/validity/XX.toml``::

    jurisdiction = "DE"
    text = { repository, path, commit, state }       where the law was read; it is the note of every verified figure
    [rules]       begins, ending, marked_in, late_from_expiry, unused_months, request_before, request_extends,
                  lot_earliest_months: see `metrology.validity.Rules`; lot_kinds: kinds whose lots the authority extends
    [rules.ends_early]      event = [[particulars that prevent it], ...]
    [clauses]     name of a rule = { clause, status, note }
    [[periods]]   key, kind, name, months or unlimited, next_months, mode, extension, when, rank, clause, status
    [traits]      trait = "中文 | English": what `when` asks for; what follows a colon are the words that it may have

A period is chosen by the kind of instrument and its traits. A row applies when everything in its `when` is known and
holds; ``<=10``, ``>10 <25`` compare numbers, other values are compared as words.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from metrology.status import Source, Status
from metrology.validity import Ending, Mode, Period, Rules, What
from procedures.errors import AuthorError, UnknownRegulation
from procedures.instrument_kinds import KINDS
from procedures.text import Text
from procedures.validity.traits import check, holds, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FOLDER: Final = Path(__file__).parent
ANY: Final = "*"
"""Kind of a row that applies to every kind; its rank is below the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of periods; where several apply, those of the highest rank count."""

    kind: str
    when: Mapping[str, str]
    period: Period
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Law:
    """Rules and periods of one jurisdiction.

    Attributes:
        jurisdiction: Its code.
        text: Where the law was read, in one line.
        rules: How periods are counted.
        rows: The list of periods.
        traits: What a row may depend on, in words.
    """

    jurisdiction: str
    text: str
    rules: Rules
    rows: tuple[Row, ...]
    traits: Mapping[str, Text]

    def period(self, kind: str, traits: Mapping[str, str]) -> Period:
        """The period of an instrument.

        Args:
            kind: Kind of instrument, a key of `procedures.instrument_kinds`, or the key of a row.
            traits: What is known of it.

        Raises:
            UnknownRegulation: No row applies, what is known does not decide between several, or the kind, a trait or
                a word is not known: it is not taken for one that the list leaves to its last row.
        """
        check(traits, self.traits, self.jurisdiction)
        named = [row.period for row in self.rows if row.period.key == kind]
        if named:
            return named[0]
        if kind not in KINDS:
            raise UnknownRegulation(
                f"{self.jurisdiction}: {kind!r} is neither a kind of instrument nor a line of the list"
            )
        states = [(row, holds(row.when, traits)) for row in self.rows if row.kind in {kind, ANY}]
        best = max((row.rank for row, state in states if state), default=None)
        possible = [row for row, state in states if state is not False and (best is None or row.rank >= best)]
        if not possible:
            raise UnknownRegulation(
                f"{self.jurisdiction}: no period is on record for {kind!r} with what is known of it"
            )
        if len({(p.months, p.next_months, p.mode) for p in (row.period for row in possible)}) > 1:
            keys = " / ".join(row.period.key for row in possible)
            missing = [self.asked(key) for key in sorted({k for row in possible for k in row.when if k not in traits})]
            if missing:
                ask = ", ".join(missing)
                raise UnknownRegulation(f"{self.jurisdiction}: for the period of {kind!r} (one of {keys}) state {ask}")
            raise UnknownRegulation(f"{self.jurisdiction}: for the period of {kind!r} name one of {keys}")
        return possible[0].period

    def asked(self, trait: str) -> str:
        """A trait with the words that it may have."""
        words = words_of(self.traits[trait])
        return f"{trait} ({'/'.join(words)})" if words else trait


def laws() -> tuple[str, ...]:
    """Codes of the jurisdictions on record."""
    return tuple(sorted(file.stem.upper() for file in FOLDER.glob("*.toml")))


@cache
def law(jurisdiction: str) -> Law:
    """The law of a jurisdiction.

    Raises:
        UnknownRegulation: None is on record.
        AuthorError: Its data file is wrong.
    """
    file = FOLDER / f"{jurisdiction.lower()}.toml"
    if jurisdiction not in laws():
        raise UnknownRegulation(
            f"no rules of validity are on record for {jurisdiction!r}, only for {', '.join(laws())}"
        )
    content = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    try:
        return _law(jurisdiction, content)
    except (KeyError, ValueError, TypeError) as error:
        raise AuthorError(f"{type(error).__name__}: {error}", str(file)) from error


def _law(jurisdiction: str, content: Mapping[str, Any]) -> Law:
    read = content["text"]
    text = f"{read['repository']} {read['path']} @{read['commit']}, {read['state']}" if read else ""
    rules, clauses = content["rules"], content["clauses"]
    sources = {key: _source(row, text) for key, row in clauses.items()}
    made = Rules(
        jurisdiction=jurisdiction,
        begins=What(rules["begins"]),
        ending=Ending(rules["ending"]),
        marked_in=(str(rules["marked_in"][0]), str(rules["marked_in"][1])),
        late_from_expiry=bool(rules["late_from_expiry"]),
        unused_months=int(rules["unused_months"]),
        request_before=(int(rules["request_before"][0]), int(rules["request_before"][1])),
        request_extends=bool(rules["request_extends"]),
        ends_early={What(k): tuple(frozenset(s) for s in v) for k, v in rules["ends_early"].items()},
        lot_earliest_months=int(rules["lot_earliest_months"]),
        sources=sources,
    )
    rows = tuple(_row(row, text, rules.get("lot_kinds", ())) for row in content.get("periods", ()))
    return Law(jurisdiction, text, made, rows, {k: Text.of(v) for k, v in content.get("traits", {}).items()})


def _source(row: Mapping[str, Any], text: str) -> Source:
    status = Status(row["status"])
    note = row.get("note", "")
    return Source(row["clause"], status, "; ".join(part for part in (note, text * (status is Status.VERIFIED)) if part))


def _row(row: Mapping[str, Any], text: str, lot_kinds: Collection[str]) -> Row:
    months = None if row.get("unlimited") else int(row["months"])
    period = Period(
        key=str(row["key"]),
        name=Text.of(row["name"]),
        months=months,
        next_months=None if months is None else int(row.get("next_months", months)),
        mode=Mode(row.get("mode", "periodic")),
        source=_source(row, text),
        by_lot="extension" in row or row["kind"] in lot_kinds,
        extension=int(row.get("extension", 0)),
    )
    return Row(row["kind"], {k: str(v) for k, v in row.get("when", {}).items()}, period, int(row.get("rank", 0)))
