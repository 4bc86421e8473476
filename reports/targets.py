"""The targets of a programme as a document and as a workbook. The data come from `services.targets`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from procedures.campaigns.judgement import Note, Picture, Table
from reports.content.common import Json, both, issuer, labelled
from reports.identity import document_number
from reports.read_back import confirm
from reports.record.as_xlsx import page_of
from reports.record.sheet import Sheet, both_languages
from reports.record.workbook import workbook
from reports.sections import section_content
from reports.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from procedures.campaigns.judgement import Section
    from records.entries import Laboratory

TITLE = Text("计量发展规划目标年度报告", "Yearly Report on the Targets of the Metrology Programme")
SIMULATED = "模拟运行"
"""The mark that is read back from every page."""
ABSENT = "—"
RECORDED = Text("人工记录", "recorded")
OWN = Text(
    "定义由目标文件给出；规划未给出计算公式。",
    "Definitions are those of the targets file; the programme gives no formulas.",
)
NUMERIC = frozenset({"Share, %", "Counts", "Of", "Gap", "Points", "Actual", "Weight", "Planned"})
"""Heads of columns that hold numbers, in English."""
TARGET, NAME, VALUE, GOAL, STATUS, COUNTED = (
    Text("目标", "Target"),
    Text("名称", "Name"),
    Text("数值", "Value"),
    Text("要求", "Wanted"),
    Text("结论", "Status"),
    Text("计数", "Counted"),
)


def targets_pdf(
    found: Mapping[str, Any], laboratory: Laboratory, language: str, draw: Callable[[str], str] | None
) -> bytes:
    """The yearly report as a PDF file, read back: its number, and the mark of simulated data, on every page.

    Args:
        found: What `services.targets.yearly.yearly` found.
        laboratory: Who issues it.
        language: ``both``, ``zh`` or ``en``.
        draw: Draws the map of the regions as SVG in a language; None where there is none.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    pictures: dict[str, bytes] = {}
    parts = list(_sections(found, draw))
    content: Json = {
        "simulated": found["simulated"],
        "cancelled": "",
        "no_certificate": False,
        "language": language,
        "flipped": False,
        "number": document_number(f"TG-{found['year']}", found["on"], laboratory.prefix),
        "laboratory": issuer(laboratory),
        "title": both(TITLE),
        "fields": [labelled(name.zh, name.en, value) for name, value in _about(found)],
        "parts": [section_content(n, part, language, pictures) for n, part in enumerate(parts, 1)],
    }
    pdf = typeset("programme.typ", content, time=found["time"], pictures=pictures)
    first = TITLE.en if language == "en" else TITLE.zh
    marks = (content["number"], *((SIMULATED,) if found["simulated"] else ()))
    confirm(pdf, first=(first,), every=marks, name=first)
    return pdf


def targets_xlsx(found: Mapping[str, Any], time: str) -> bytes:
    """The same as a workbook, a sheet for each table; the same data and time give the same bytes."""
    moment = datetime.fromisoformat(time).replace(tzinfo=None, microsecond=0)
    return workbook([page_of(_sheet(table)) for table in tables(found)], moment)


def tables(found: Mapping[str, Any]) -> Iterator[Table]:
    """Every table of the report."""
    yield _scorecard(found)
    yield _unknown(found)
    yield _definitions(found)
    if rows := [(row, row["recorded"]) for row in _every(found) if row["recorded"] is not None]:
        yield _recorded(rows)
    if found["inspections"] is not None:
        yield _inspections(found["inspections"])
    for part in found.get("slices", ()):
        yield _sliced(part)
    if behind := found.get("behind", ()):
        yield _behind(behind)


def _sections(found: Mapping[str, Any], draw: Callable[[str], str] | None) -> Iterator[Section]:
    first, *rest = tables(found)
    yield first
    if draw is not None:
        yield Picture(Text("受检率（T1）分布图", "Map of the coverage (T1)"), draw)
    yield from rest
    yield Note(Text("说明", "Notes"), (OWN,))


def _about(found: Mapping[str, Any]) -> list[tuple[Text, Text | str]]:
    file = found["targets_file"]
    return [
        (Text("规划", "Programme"), Text(**found["programme"])),
        (Text("来源", "Source"), Text(**found["source"])),
        (Text("截至", "State of"), found["on"]),
        (Text("录入截止", "By what was entered until"), found["known_on"]),
        (Text("目标文件", "Targets file"), f"{file['name']} SHA-256 {file['sha256'][:16]}"),
        (Text("依据", "Counted from"), Text("登记和记录的事件", "the events of registers and runs")),
    ]


def _unknown(found: Mapping[str, Any]) -> Table:
    """What is not known, and what is to be known of what is."""
    rows = tuple(
        (row["target"], Text(**row["name"]), Text(**row["status_name"]), _remarks(row))
        for row in _every(found)
        if row["remarks"] or (row["status"] == "not_known" and not row["parts"])
    )
    heads = (TARGET, NAME, STATUS, Text("说明", "Note"))
    return Table(Text("未知项和说明", "What is not known, and remarks"), heads, rows, (0.9, 5, 1.4, 6))


def _remarks(row: Mapping[str, Any]) -> Text:
    said = [Text(**remark) for remark in row["remarks"]]
    return Text("；".join(t.zh for t in said), "; ".join(t.en for t in said))


def _every(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for row in found["rows"]:
        yield row
        yield from row["parts"]


def _scorecard(found: Mapping[str, Any]) -> Table:
    rows = tuple(
        (
            row["target"],
            Text(**row["name"]),
            row["value"] or ABSENT,
            row["goal"] or ABSENT,
            Text(**row["status_name"]),
            _counted(row),
            _bound(row),
        )
        for row in _every(found)
    )
    heads = (TARGET, NAME, VALUE, GOAL, STATUS, COUNTED, Text("抽样下限", "Bound of a sample"))
    return Table(Text("目标", "Targets"), heads, rows, (0.9, 5.2, 1.7, 1.7, 1.5, 1.7, 3))


def _counted(row: Mapping[str, Any]) -> Text | str:
    if row["kind"] == "recorded":
        return RECORDED
    return f"{row['part']}/{row['whole']}" if row["part"] is not None else ABSENT


def _bound(row: Mapping[str, Any]) -> Text | str:
    b = row["bound"]
    if b is None:
        return ABSENT
    needed = b["without_failure_needed"]
    zh = f"≥ {b['lower']} %（95 %），{'已' if b['shown'] else '未'}证明；全部合格需 {needed}"
    return Text(zh, f"≥ {b['lower']} % (95 %), {'' if b['shown'] else 'not '}shown; {needed} without failure needed")


def _definitions(found: Mapping[str, Any]) -> Table:
    rows = tuple(
        (row["target"], Text(**row["definition"]), Text(**row["source"]), row["figure"] or ABSENT)
        for row in _every(found)
        if row["definition"]["zh"]
    )
    heads = (TARGET, Text("定义", "Definition"), Text("来源", "Source"), Text("计数方法", "Figure"))
    return Table(Text("定义和来源", "Definitions and sources"), heads, rows, (0.9, 9, 3, 3.4))


def _recorded(rows: list[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Table:
    made = tuple(
        (
            row["target"],
            f"{r['value']} {r['unit']}".strip(),
            r["on"],
            r["evidence"],
            r["by"],
            r["recorded"][:16].replace("T", " "),
            r["key"],
        )
        for row, r in rows
    )
    heads = (
        TARGET,
        VALUE,
        Text("日期", "Day"),
        Text("依据", "Evidence"),
        Text("记录人", "By"),
        Text("录入时间 UTC", "Entered, UTC"),
        Text("编号", "Key"),
    )
    return Table(Text("人工记录的指标", "Recorded figures"), heads, made, (0.9, 1.8, 1.5, 6, 1.6, 2, 1.5))


def _inspections(found: Mapping[str, Any]) -> Table:
    rows = [
        (
            part["key"],
            Text(**part["name"]),
            part["weight"],
            part["recorded"]["value"] if part["recorded"] else ABSENT,
            part["target"],
            ABSENT if part["points"] is None else part["points"],
        )
        for part in found["parts"]
    ]
    total = found["score"] if found["score"] is not None else ABSENT
    rows.append(("", Text("合计", "Total"), "1", "", "", total))
    heads = (
        Text("编号", "Key"),
        Text("内容", "Part"),
        Text("权重", "Weight"),
        Text("实际", "Actual"),
        Text("计划", "Planned"),
        Text("得分", "Points"),
    )
    return Table(Text("巡查量化考核", "Assessment of patrols"), heads, tuple(rows), (1.2, 5, 1.2, 1.5, 1.5, 1.5))


def _sliced(part: Mapping[str, Any]) -> Table:
    rows = tuple(
        (Text(**s["shown"]), s["percent"] or ABSENT, str(s["part"]), str(s["whole"]), str(s["whole"] - s["part"]))
        for s in part["slices"]
    )
    by = Text(**part["by_name"])
    title = Text(f"{part['target']} 按{by.zh}", f"{part['target']} by {by.en}")
    if part["left_out"]:
        zh = f"{title.zh}（缺口最大的 {len(rows)} 个，另有 {part['left_out']} 个）"
        title = Text(zh, f"{title.en} (the {len(rows)} with the largest gaps; {part['left_out']} more)")
    heads = (by, Text("占比 %", "Share, %"), Text("计入", "Counts"), Text("合计", "Of"), Text("缺口", "Gap"))
    return Table(title, heads, rows, (5, 1.5, 1.5, 1.5, 1.5))


def _behind(found: list[Mapping[str, Any]]) -> Table:
    rows = tuple(
        (
            item["target"],
            Text(**item["name"]),
            Text("是", "yes") if item["counts"] else Text("否", "no"),
            Text(**item["why"]),
            ", ".join(item["runs"]),
        )
        for item in found
    )
    heads = (TARGET, NAME, Text("计入", "Counts"), Text("说明", "Note"), Text("记录", "Runs"))
    return Table(Text("抽样结果及其记录", "Samples and the runs behind them"), heads, rows, (0.9, 4.5, 0.9, 3, 5))


def _sheet(table: Table) -> Sheet:
    """A table as a sheet: both languages in one cell."""
    rows = tuple(tuple(both_languages(c) if isinstance(c, Text) else str(c) for c in row) for row in table.rows)
    numeric = frozenset(
        n for n, head in enumerate(table.heads) if head.en in {"Share, %", "Counts", "Of", "Gap", "Points", "Actual"}
    )
    return Sheet(table.title, table.heads, rows, numeric)
