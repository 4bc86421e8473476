"""The report on a review: nonconformities, answers, tables B.3 to B.7, rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metrology.decision import Outcome
from metrology.status import Status
from metrology.text import Text
from procedures.campaigns.judgement import Note, Table
from reports.energy import EnergyReport
from reports.wording import ANSWERS
from services.energy.equipped import DEFINITION
from services.energy.pedigree import sources_table
from services.energy.points import COLUMNS, STATUSES
from services.energy.rate_report import (
    CONCLUSION,
    DASH,
    NOT_A_CERTIFICATE,
    classes_table,
    instruments_table,
    rates_table,
    said,
    site_fields,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.status import Source
    from procedures.campaigns.judgement import Section
    from services.energy.points import Point
    from services.energy.reviewing import Review
    from services.energy.site import Site

TITLE = Text("重点用能单位能源计量审查报告", "Report on the Review of the Energy Metering of a Key Energy User")
LISTED: Final = ("name", "model", "accuracy_class", "range", "maker", "serial", "label", "place", "period")
TABLES: Final = (
    ("B.3", "", Text("能源计量器具一览表", "List of energy measuring instruments")),
    ("B.4", "user", Text("进出用能单位能源计量器具一览表", "Instruments into and out of the energy user")),
    ("B.5", "sub_unit", Text("进出主要次级用能单位能源计量器具一览表", "Instruments into and out of main sub-units")),
    ("B.6", "equipment", Text("主要用能设备能源计量器具一览表", "Instruments of main equipment")),
    ("B.7", "other", Text("其他能源计量器具一览表", "Other energy measuring instruments")),
)
NO_GRADE = Text(
    "JJF 1356 的原文未读到：第 4 至 8 章的要求取自其引言所列《能源计量监督管理办法》条款，第 9 章判定审查通过与否的规则未核实，故不给出等级或通过与否。",
    "The text of JJF 1356 was not read: what chapters 4 to 8 ask is taken from the articles of Order 132 that its introduction names; the rule "
    "of chapter 9 by which a review is passed is not verified, so no grade is given.",
)
TABLES_OF = Text(
    "表 B.3 至 B.7 的栏目取自附录 B 的说明；B.3 列全部器具，B.4 至 B.6 按级别分列，B.7 为其他。",
    "The columns of tables B.3 to B.7 are those of a commented copy of annex B: B.3 has all instruments, B.4 to B.6 those of each level, B.7 "
    "the others.",
)
WORDS: Final = {
    Outcome.CONFORM: Text("未发现不符合项", "no nonconformity was found"),
    Outcome.NOT_CONFORM: Text("有不符合项", "there are nonconformities"),
    Outcome.UNDECIDED: Text(
        "未发现不符合项，部分要求未核实", "no nonconformity was found; some requirements are not verified"
    ),
}


def review_report(site: Site, found: Review, sources: Sequence[Source], time: str) -> EnergyReport:
    """What the report shows.

    Args:
        site: The site.
        found: The review.
        sources: Pedigrees of the edition of JJF 1356.
        time: Time stamp.
    """
    began = found.began
    edition = f"{began.regulation.id}, {found.equipped.edition.facts.regulation.id}"
    people = ", ".join(p.name for p in (began.people.operator, began.people.reviewer, began.people.approver) if p.name)
    fields = [
        *site_fields(site, edition, began.date), (Text("审查编号", "Review"), began.subject.serial), (Text("审查记录", "Record"), found.run),
        (Text("审查人员", "People"), people or DASH),
    ]  # fmt: skip
    return EnergyReport(
        "ER", site.site.id, began.date, TITLE, fields, found.outcome, said_of(found), sections(found, sources),
        site.site.simulated or began.simulated, time, flipped=True, verdict=WORDS[found.outcome],
    )  # fmt: skip


def said_of(found: Review) -> list[Text]:
    """The conclusion in sentences."""
    n = len(found.nonconformities)
    open_ones = sum(a.outcome is Outcome.UNDECIDED for a in found.answers)
    return [
        Text(
            f"不符合项 {n} 项；检查 {len(found.answers)} 条，其中要求未核实的 {open_ones} 条。",
            f"Nonconformities: {n}. Checks: {len(found.answers)}, of which {open_ones} by requirements that are not verified.",
        ),
        *said(found.equipped),
        NO_GRADE,
    ]


def sections(found: Review, sources: Sequence[Source]) -> list[Section]:
    """Nonconformities, answers, rates, tables B.3 to B.7, certificates, sources, notes."""
    how = found.equipped
    parts: list[Section] = [_nonconformities(found), _answers(found), rates_table(how)]
    if how.classes:
        parts.append(classes_table(how))
    installed = [h.point for h in how.held if h.point.serial or h.point.label]
    for number, level, title in TABLES:
        of = [p for p in installed if level in {"", p.level}]
        parts.append(_list(number, title, of))
    of_rates = [*how.edition.facts.regulation.sources, *(c.source for c in how.cells)]
    pedigree = sources_table([*sources, *of_rates, *(c.source for c in how.classes)])
    notes = Note(Text("说明", "Notes"), (TABLES_OF, DEFINITION, NOT_A_CERTIFICATE))
    return [*parts, instruments_table(how.held), pedigree, notes]


def _nonconformities(found: Review) -> Table:
    heads = (
        Text("序号", "No."), Text("依据", "By"), Text("所在", "Where"), Text("不符合事实", "What was found"), Text("依据核实", "Status"),
        Text("整改完成", "Corrected"), Text("验证", "Checked"),
    )  # fmt: skip
    rows = tuple(
        (str(n), x.clause, x.where, x.what, Text(Status(x.status).zh, Status(x.status).en), "", "")
        for n, x in enumerate(found.nonconformities, 1)
    )
    none = (("—", DASH, DASH, Text("无", "none"), DASH, "", ""),)
    return Table(Text("不符合项", "Nonconformities"), heads, rows or none, (0.7, 2, 2.4, 5, 1.4, 1.3, 1.1))


def _answers(found: Review) -> Table:
    heads = (
        Text("章", "Chapter"),
        Text("要求", "Requirement"),
        Text("审查结果", "Answer"),
        Text("记录", "Remark"),
        CONCLUSION,
    )
    rows = tuple(
        (
            Text(f"{a.clause.rpartition(' ')[2]} {a.item.zh}", a.item.en),
            a.check,
            ANSWERS[a.answer],
            Text.of(a.note or DASH),
            a.outcome,
        )
        for a in found.answers
    )
    return Table(Text("审查记录", "Checklist"), heads, rows, (2.6, 4.6, 1.3, 3, 1.6))


def _list(number: str, title: Text, points: Sequence[Point]) -> Table:
    heads = (Text("序号", "No."), *(COLUMNS[name] for name in LISTED), COLUMNS["status"])
    rows: list[tuple[str | Text, ...]] = [
        (str(n), *(str(getattr(p, name)) or DASH for name in LISTED), STATUSES[p.status])
        for n, p in enumerate(points, 1)
    ]
    if not rows:
        rows.append((DASH, Text("无", "none"), *("" for _ in LISTED)))
    name = Text(f"表 {number}　{title.zh}", f"Table {number}: {title.en}")
    return Table(name, heads, tuple(rows), (0.6, 1.6, 1.3, 0.9, 2, 1.7, 1.7, 0.9, 1.7, 1.2, 1))
