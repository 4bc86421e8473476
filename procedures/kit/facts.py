"""The facts of one edition: a TOML file beside its module, dated, each with clause, source and status.

An edition differs from the next by the lines of this file that changed. Layout::

    id = "JJG 52-2013"                  number and edition, as printed
    title = "中文 | English"
    issued = 2013-06-27                 in_force, replaces, validity_months likewise
    validity_mode = "periodic"          or rotation, first-only; by class like validity_months
    jurisdiction = "CN"                 where it is law: CN, DE, ES, EU, FR, NL, OIML, or another ISO 3166 code
    kind = "pressure-gauge"             kind of instrument, a key of `procedures.instrument_kinds`
    work = "verification"               or calibration, inspection
    shared = "heat_meters.toml"         file with what the editions of a kind have alike, see `procedures.kit.fact_files`
    draft = true                        figures from memory only: no verdict rests on them until they were read in print
    example = "water_meter"             its bench and subjects, in `services/laboratory/examples/` or `config/`
    until = 2024-04-30                  last day of an edition that ended; transition_until, succeeded_by likewise
    rests_on = ["matrix"]               sources of the facts that belong to no table
    [sources]     key = { clause, status, note }; one of `rests_on` also what it is about, see `procedures.kit.concerns`
    [items]       key = { name, source or clause and status, stages = "ISV", gate, measured, checks }, and
                  only_with = "field", otherwise = "中文 | English" for one that needs a device of the instrument;
                  stages: I initial, S subsequent, V in service, R after repair, A arbitration;
                  law, permits, limit, unit … for one that a person reads, see `procedures.kit.read_rows`
    [texts]       key = "中文 | English", what a person is asked or told
    [conditions]  source, and a quantity each: temperature = [low, high], humidity = 85 (at most), or
                  { lower, upper, drift, watched, source }, see `procedures.kit.stated_conditions`
    [standards]   source, ratio = { role = 4 }: how many times better than what is permitted; or percent = { role = 0.2 }:
                  largest error, % of the reading; or uncertainty = { role = 3 } for U; each number may depend on the class: { by = "field", "1" = 0.2 }
    [numbers]     key = { value, unit, source, text }; of a draft also without a value, where none is remembered
    [tables.key]  source, columns, and a row for each key
    [budgets.key] uncertainty budget of a calibration result, see `procedures.kit.budgets`
    [terms]       key = "symbol | 中文 | English", for terms that the catalogue lacks
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from metrology.status import Source, Status
from metrology.validity import Mode
from procedures.errors import AuthorError
from procedures.instrument_kinds import KINDS, OTHER
from procedures.jurisdictions import CODE
from procedures.kit.examination import looking, marked
from procedures.kit.fact_files import read_facts
from procedures.kit.stated_conditions import longest, mode, months, sources_of, stated_conditions
from procedures.kit.suitability import Demand, demands
from procedures.kit.table import Table
from procedures.kit.terms import TERMS, Term, term
from procedures.kit.unread import Clause, drafted, unread
from procedures.regulation import Column, Item, Regulation, Stage
from procedures.regulation_names import parse_name
from procedures.text import Text

if TYPE_CHECKING:
    from procedures.conditions import Condition

T = TypeVar("T")
Method = TypeVar("Method", bound=Callable[..., None])
STAGES: Final = {
    "I": Stage.INITIAL, "S": Stage.SUBSEQUENT, "V": Stage.IN_SERVICE, "R": Stage.AFTER_REPAIR, "A": Stage.ARBITRATION,
}  # fmt: skip
PROCEDURE_UNIT: Final = "*"


class Facts:
    """Facts of one edition.

    Args:
        file: The data file; `content` is what it holds.

    Raises:
        AuthorError: The file cannot be read or lacks a fact.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.content = read_facts(file)

    @classmethod
    def beside(cls, module: str) -> Facts:
        """The data file beside a module: ``Facts.beside(__file__)``."""
        return cls(Path(module).with_suffix(".toml"))

    @cached_property
    def regulation(self) -> Regulation:
        """Number, title and dates of the edition."""
        name = parse_name(self._text("id"))
        if not name.edition:
            raise self._wrong("id", f"{name.number!r} has no year of the edition, such as JJG 52-2013")
        title = Text.of(self._text("title"))
        return Regulation(
            *(name.number, name.edition, title),
            issued=self._typed(("issued",), date),
            in_force=self._typed(("in_force",), date),
            replaces=tuple(self.content.get("replaces", ())),
            validity_months=longest(self.content.get("validity_months", 0), self._wrong),
            sources=tuple(self.source(key) for key in self.content.get("rests_on", ())),
            work=self.content.get("work", "verification"),
            jurisdiction=self._jurisdiction(),
            kind=self._kind(),
            until=self._day("until"),
            transition_until=self._day("transition_until"),
            succeeded_by=self.content.get("succeeded_by", ""),
            separator=name.separator,
            draft=drafted(self.content, self._wrong),
            figures=self.content.get("figures"),
        )

    @cached_property
    def unread(self) -> tuple[Clause, ...]:
        """Clauses that nobody read in print, with their figures."""
        return unread(self.content)

    @property
    def example(self) -> str:
        """Name of its bench and subjects (`services.laboratory.example`); empty where it has none."""
        return str(self.content.get("example", ""))

    def _jurisdiction(self) -> str:
        code = self.content.get("jurisdiction", "CN")
        if not (isinstance(code, str) and CODE.fullmatch(code)):
            raise self._wrong("jurisdiction", f"{code!r} is no ISO 3166 code, EU or OIML")
        return code

    def _kind(self) -> str:
        key = self.content.get("kind", OTHER)
        if key not in KINDS:
            raise self._wrong("kind", f"{key!r} is none of {', '.join(KINDS)}")
        return str(key)

    def _day(self, key: str) -> date | None:
        return self._typed((key,), date) if key in self.content else None

    def conditions(self, subject: object) -> tuple[Condition, ...]:
        """What the edition asks of the environment for an instrument; temperature and humidity are always recorded."""
        return stated_conditions(self._typed(("conditions",), dict), subject, self.source, self._wrong)

    @property
    def condition_sources(self) -> tuple[Source, ...]:
        """Sources of the conditions."""
        return tuple(self.source(key) for key in sources_of(self._typed(("conditions",), dict)))

    def validity_months(self, subject: object) -> int:
        """Verification period of an instrument; 0 where the edition sets none."""
        return months(self.content.get("validity_months", 0), subject, self._wrong)

    def validity_mode(self, subject: object) -> Mode:
        """How an instrument stays in use."""
        return mode(self.content.get("validity_mode", Mode.PERIODIC), subject, self._wrong)

    def standards_demands(self, subject: object) -> dict[str, Demand]:
        """What the standards of each role must be for an instrument; empty where nothing is asked."""
        return demands(self.content.get("standards", {}), subject, self._wrong)

    @property
    def standards_source(self) -> Source:
        """Source of `standards_demands`."""
        return self.source(str(self._typed(("standards", "source"), str)))

    def source(self, key: str) -> Source:
        """Clause, status and note under a key of ``[sources]``, or of an item, which may name one of these."""
        where = "sources" if key in self.content.get("sources", {}) else "items"
        row = self._typed((where, key), dict)
        if where == "items" and "source" in row:
            return self.source(str(row["source"]))
        try:
            status = Status(row["status"])
            return Source(f"{self._text('id')} {row['clause']}".rstrip(), status, row.get("note", ""))
        except (KeyError, ValueError) as error:
            raise self._wrong(f"{where}.{key}", f"needs a clause and one of {', '.join(Status)} ({error})") from error

    def number(self, key: str) -> Decimal:
        """A number of ``[numbers]``."""
        row = self._typed(("numbers", key), dict)
        self.source(str(row.get("source")))
        return Decimal(self._typed(("numbers", key, "value"), int | Decimal))

    def known(self, key: str) -> bool | None:
        """Whether a number has a value; one without waits to be read in print. None where ``[numbers]`` lacks it."""
        return None if (row := self.content.get("numbers", {}).get(key)) is None else "value" in row

    def table(self, key: str) -> Table:
        """A table of ``[tables]``."""
        content = dict(self._typed(("tables", key), dict))
        source = self.source(str(content.pop("source", "")))
        columns = tuple(content.pop("columns", ()))
        return Table(f"{self.file}: tables.{key}", source, columns, {k: tuple(v) for k, v in content.items()})

    def term(self, key: str) -> Term:
        """A term of this edition or of the catalogue.

        Raises:
            LookupError: Neither knows it.
        """
        if found := self.terms.get(key) or TERMS.get(key):
            return found
        raise LookupError(f"{key!r} is no term: add it to [terms] of {self.file.name}")

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Terms that this edition adds to the catalogue, or replaces."""
        return {key: term(row) for key, row in self.content.get("terms", {}).items()}

    def text(self, key: str) -> Text:
        """A text of ``[texts]``."""
        return Text.of(str(self._typed(("texts", key), str)))

    def reason(self, key: str) -> Text:
        """Why the regulation asks for a number, such as a waiting time."""
        return Text.of(str(self._typed(("numbers", key, "text"), str)))

    def item(self, columns: str = "", *, unit: str = PROCEDURE_UNIT, key: str = "") -> Callable[[Method], Method]:
        """Mark a method as the examination of the item of ``[items]`` that has its name.

        Args:
            key: Key of the item where a role has the same name.
            columns: Symbols of the columns, ``gamma/%`` with a unit of its own, ``dL?`` where it may stay empty; the
                limit is always the last column.
            unit: Unit of the other columns; ``*`` is the unit in which the instrument is judged.
        """

        def mark(method: Method) -> Method:
            found = tuple(self._column(symbol, unit) for symbol in columns.split())
            return cast("Method", marked(method, self._item(key or method.__name__, found, method.__name__)))

        return mark

    def omission(self, key: str, subject: object) -> Text | None:
        """Why an item does not apply to an instrument that lacks the device it needs, or None."""
        row = self.content.get("items", {}).get(key, {})
        if "only_with" not in row:
            return None
        field = self._typed(("items", key, "only_with"), str)
        if not hasattr(subject, field):
            raise self._wrong(f"items.{key}.only_with", f"a {type(subject).__name__} has no field {field!r}")
        return None if getattr(subject, field) else Text.of(str(self._typed(("items", key, "otherwise"), str)))

    @property
    def item_keys(self) -> tuple[str, ...]:
        """Keys of the items in the order of the regulation."""
        return tuple(self._typed(("items",), dict))

    def checks(self) -> dict[str, Callable[[Any], None]]:
        """Methods for the items that consist of checks by a person, by their key."""
        found = {}
        for key, row in self._typed(("items",), dict).items():
            names = tuple(row.get("checks", ()))
            if names:
                found[key] = marked(looking(names), self._item(key, (), key))
        return found

    def _item(self, key: str, columns: tuple[Column, ...], method: str) -> Item:
        row = self._typed(("items", key), dict)
        source = self.source(str(row.get("source", key)))
        return Item(
            key,
            source.clause,
            Text.of(str(self._typed(("items", key, "name"), str))),
            frozenset(self._stage(key, letter) for letter in row.get("stages", "ISV")),
            source.status,
            columns,
            gate=row.get("gate", False),
            measured=row.get("measured", True),
            note=Text.of(row.get("note", "")),
            method=method,
        )

    def _column(self, symbol: str, unit: str) -> Column:
        name, _, own = symbol.partition("/")
        key = name.removesuffix("?")
        zh, en = self.term(key).name
        return Column(key, zh, en, own or unit, may_be_empty=name.endswith("?"))

    def _stage(self, item: str, letter: str) -> Stage:
        if letter not in STAGES:
            raise self._wrong(
                f"items.{item}.stages",
                f"{letter!r} is none of {', '.join(f'{key} ({stage})' for key, stage in STAGES.items())}",
            )
        return STAGES[letter]

    def _text(self, key: str) -> str:
        return str(self._typed((key,), str))

    def _typed(self, path: tuple[str, ...], kind: Any) -> Any:
        found: Any = self.content
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        if not isinstance(found, kind):
            wanted = getattr(kind, "__name__", str(kind))
            raise self._wrong(".".join(path), "is missing" if found is None else f"is {found!r}, not of type {wanted}")
        return found

    def _wrong(self, where: str, problem: str) -> AuthorError:
        return AuthorError(f"{where}: {problem}", str(self.file))
