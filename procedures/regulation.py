"""What a regulation says about itself: number, edition, dates, stages, items, pedigree."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from metrology.status import Source, Status
from procedures.instrument_kinds import OTHER
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from procedures.figures import Figures


class Stage(StrEnum):
    """Kind of verification (JJF 1001: 首次检定, 后续检定, 使用中检查, 修理后检定, 仲裁检定)."""

    INITIAL = "initial"
    SUBSEQUENT = "subsequent"
    IN_SERVICE = "in-service"
    AFTER_REPAIR = "after-repair"
    ARBITRATION = "arbitration"

    @property
    def text(self) -> Text:
        """The stage in both languages."""
        return _STAGES[self]


_STAGES = {
    Stage.INITIAL: Text("首次检定", "Initial verification"),
    Stage.SUBSEQUENT: Text("后续检定", "Subsequent verification"),
    Stage.IN_SERVICE: Text("使用中检查", "In-service inspection"),
    Stage.AFTER_REPAIR: Text("修理后检定", "Verification after repair"),
    Stage.ARBITRATION: Text("仲裁检定", "Arbitration verification"),
}
ALL_STAGES = frozenset(Stage)
USUAL_STAGES = frozenset({Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE})
"""The columns of most matrices of items; the others exist where a regulation has them."""


DRAFT = (
    Text("规程数据", "Data of the regulation"),
    Text(
        "规程数据为草稿：部分数值凭记忆录入，未核对原文，不据以判定合格或不合格",
        "draft: figures from memory, not read in print; nothing conforms or fails by them",
    ),
)
"""What a run by a draft states first, and why it concludes nothing."""


class Work(StrEnum):
    """What a run is for."""

    VERIFICATION = "verification"
    CALIBRATION = "calibration"
    INSPECTION = "inspection"
    SCREENING = "screening"
    SELF_CHECK = "self-check"
    SUPERVISION = "supervision"
    INVESTIGATION = "investigation"
    JUDGEMENT = "judgement"
    TYPE_EVALUATION = "type-evaluation"
    ANTI_FRAUD = "anti-fraud"

    @property
    def text(self) -> Text:
        """The kind of work in both languages."""
        return _WORKS[self]


_WORKS = {
    Work.VERIFICATION: Text("检定", "Verification"),
    Work.CALIBRATION: Text("校准", "Calibration"),
    Work.INSPECTION: Text("检验", "Inspection"),
    Work.SCREENING: Text("筛查", "Screening"),
    Work.SELF_CHECK: Text("自检", "Self-check"),
    Work.SUPERVISION: Text("监督检查", "Market supervision"),
    Work.INVESTIGATION: Text("调查检测", "Investigation"),
    Work.JUDGEMENT: Text("读数对照评定", "Judgement of readings"),
    Work.TYPE_EVALUATION: Text("型式试验", "Type test"),
    Work.ANTI_FRAUD: Text("防作弊检测", "Anti-fraud investigation"),
}
ANY_REGULATION = frozenset({Work.SCREENING, Work.SELF_CHECK, Work.SUPERVISION, Work.INVESTIGATION})
"""What may be done by any regulation of verification, calibration or inspection, besides what it regulates."""


@dataclass(frozen=True, slots=True)
class Regulation:
    """One edition of a regulation.

    Attributes:
        number: Number without the year, e.g. ``JJG 52``.
        edition: Year of the edition.
        title: Its title.
        issued, in_force: Dates of this edition.
        replaces: Editions it replaced.
        validity_months: Longest verification period; the certificate is valid that long, less a day.
        sources: Pedigree of the facts that belong to no single table (dates, item matrix, period, procedure).
        work: ``verification``, ``calibration`` or another kind of work that it regulates.
        jurisdiction: Where it is law: ISO 3166 code of a country or region, ``OIML`` for an international one.
        kind: Kind of instrument, a key of `procedures.instrument_kinds`.
        until: Last day on which the edition applies, where it ended; None while it applies or a later edition is implemented.
        transition_until: Last day on which it may still be chosen beside a later edition.
        succeeded_by: What applies after it, where that has another number.
        separator: What stands between number and edition as printed.
        draft: Whether its figures are from memory, so that nothing conforms or fails by them.
        figures: Figures that the laboratory read in print in their place.
    """

    number: str
    edition: str
    title: Text
    issued: date
    in_force: date
    replaces: tuple[str, ...]
    validity_months: int
    sources: tuple[Source, ...]
    work: str = "verification"
    jurisdiction: str = "CN"
    kind: str = OTHER
    until: date | None = None
    transition_until: date | None = None
    succeeded_by: str = ""
    separator: str = "-"
    draft: bool = False
    figures: Figures | None = None

    @property
    def id(self) -> str:
        """Number and edition, as printed on documents."""
        return f"{self.number}{self.separator}{self.edition}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an item's table on the record and the certificate.

    Attributes:
        key: Key of its values.
        zh, en: Its title.
        unit: Unit of its values; `*` is that of the instrument's display, `¤` the currency of its prices.
        may_be_empty: Whether there are instruments for which nothing fills it.
    """

    key: str
    zh: str
    en: str
    unit: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of verification.

    Attributes:
        key: English name, stable, used by programs.
        clause: Clause of the regulation.
        name: The item as the regulation names it; its Chinese form begins every address.
        stages: Stages in which it is examined.
        status: Pedigree of its requirement and of its place in the item matrix.
        columns: Its table.
        gate: Whether nothing further is examined when it fails (general requirements come first).
        measured: Whether it depends on the conditions of the measurement, so that a broken one makes it void.
        note: What a reader must know where the status is not `verified`.
    """

    key: str
    clause: str
    name: Text
    stages: frozenset[Stage] = USUAL_STAGES
    status: Status = Status.SECONDARY
    columns: tuple[Column, ...] = ()
    gate: bool = False
    measured: bool = True
    note: Text = NO_TEXT
    method: str = field(default="")


def item(
    key: str,
    clause: str,
    zh: str,
    en: str,
    *,
    stages: frozenset[Stage] = USUAL_STAGES,
    status: Status = Status.SECONDARY,
    columns: tuple[Column, ...] = (),
    gate: bool = False,
    measured: bool = True,
    note: Text = NO_TEXT,
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Mark a method of a `Procedure` as the examination of one item; items run in the order they are written."""

    def mark(method: Callable[[Any], None]) -> Callable[[Any], None]:
        made = Item(key, clause, Text(zh, en), stages, status, columns, gate, measured, note, method.__name__)
        method.item = made  # type: ignore[attr-defined]
        return method

    return mark


@dataclass(frozen=True, slots=True)
class TestPoint:
    """A point that will be measured, and why just this one."""

    item: str
    point: Text
    reason: Text

    __test__ = False  # not a test, whatever pytest thinks of its name
