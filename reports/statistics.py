"""The statistics of a month as a document and as a workbook. The data come from `services.statistics`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from reports.content.common import Json, both
from reports.numerals import width, with_minus
from reports.read_back import confirm
from reports.record.as_xlsx import page_of
from reports.record.sheet import Sheet, both_languages
from reports.record.workbook import workbook
from reports.typesetting import typeset
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLE = Text("检定工作月度统计", "Monthly Statistics of Verification")
BY_KEY = {str(key): text for key, text in OUTCOMES.items()}
OPEN = Text("未结束", "not closed")
_RUNS, _FOUND, _LEFT = Text("记录数", "Runs"), Text("调前合格率 %", "As found, %"), Text("调后合格率 %", "As left, %")
_GROUPS = (
    ("regulations", Text("按规程", "By regulation"), Text("规程", "Regulation")),
    ("benches", Text("按台架", "By bench"), Text("台架", "Bench")),
    ("people", Text("按人员", "By person"), Text("检定员", "Verifier")),
)
_SIDES = ("as_found", "as_left")
_PLACES = 4
_ABSENT = "—"
_SIMULATED = Text("记录数含模拟运行；能力指数不含模拟运行。", "Runs include simulated ones; capability indices do not.")


def statistics_pdf(found: Mapping[str, Any], time: str) -> bytes:
    """The statistics as a PDF file, read back.

    Args:
        found: What `services.statistics.month.monthly` found.
        time: Time stamp, ISO 8601.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    content: Json = {
        "simulated": False, "cancelled": "", "no_certificate": False,
        "number": found["month"], "laboratory": {"name": found["laboratory"]}, "title": both(TITLE),
        "parts": [_part(found, sheet) for sheet in sheets(found)],
        "notes": [found["definition"], both(_SIMULATED)],
    }  # fmt: skip
    pdf = typeset("statistics.typ", content, time=time, tagged=False)
    confirm(pdf, first=(TITLE.zh,), every=(found["month"],), name=TITLE.zh)
    return pdf


def statistics_xlsx(found: Mapping[str, Any], time: str) -> bytes:
    """The same as a workbook, a sheet for each table."""
    moment = datetime.fromisoformat(time).replace(tzinfo=None, microsecond=0)
    return workbook([page_of(sheet) for sheet in sheets(found)], moment)


def sheets(found: Mapping[str, Any]) -> list[Sheet]:
    """The tables."""
    made = [_summary(found)]
    for key, name, head in _GROUPS:
        rows = tuple(
            (row["group"] or _ABSENT, str(row["total"]), *(_rate(row[side]) for side in _SIDES)) for row in found[key]
        )
        made.append(Sheet(name, (head, _RUNS, _FOUND, _LEFT), rows, frozenset({1, 2, 3})))
    return [*made, _failed(found["failed_items"]), _standards(found["standards"]), _capability(found["capability"])]


def _rate(side: Mapping[str, Any]) -> str:
    return str(side["percent"]) or _ABSENT


def _summary(found: Mapping[str, Any]) -> Sheet:
    runs, passes = found["runs"], found["passes"]
    rows = [("期间 period", f"{found['from']} ～ {found['to']}", ""), ("记录 runs", str(runs["total"]), "")]
    rows.append(("其中模拟 of these simulated", str(runs["simulated"]), ""))
    rows += [(both_languages(BY_KEY.get(key, OPEN)), str(n), "") for key, n in runs["outcomes"].items()]
    for name, side in (("调前 as found", passes["as_found"]), ("调后 as left", passes["as_left"])):
        rows.append((f"{name}: 合格／检定 conform / verified", f"{side['part']}/{side['whole']}", _rate(side)))
    heads = (Text("内容", "Content"), Text("数量", "Number"), Text("占比 %", "Share, %"))
    return Sheet(Text("概况", "Summary"), heads, tuple(rows), frozenset({1, 2}))


def _failed(rows: Sequence[Mapping[str, Any]]) -> Sheet:
    heads = (Text("规程", "Regulation"), Text("项目", "Item"), Text("不合格", "Not conform"), Text("检定", "Examined"))
    made = ((r["regulation"], both_languages(Text(**r["name"])), str(r["failed"]), str(r["examined"])) for r in rows)
    return Sheet(Text("不合格项目", "Items not conforming"), heads, tuple(made), frozenset({2, 3}))


def _standards(rows: Sequence[Mapping[str, Any]]) -> Sheet:
    heads = (Text("编号", "Identity"), Text("计量标准器", "Standard"), _RUNS)
    made = tuple((r["id"], both_languages(Text(**r["name"])), str(r["runs"])) for r in rows)
    return Sheet(Text("标准器使用", "Use of standards"), heads, made, frozenset({2}))


def _capability(rows: Sequence[Mapping[str, Any]]) -> Sheet:
    heads = (
        Text("规程", "Regulation"), Text("检定点", "Point"), Text("单位", "Unit"), Text("下限", "Lower limit"),
        Text("上限", "Upper limit"), Text("次数", "n"), Text("平均值", "Mean"), Text("标准差", "s"), Text("Pp", "Pp"),
        Text("Ppk", "Ppk"),
    )  # fmt: skip
    made = tuple(
        (
            r["regulation"], r["address"], r["unit"], r["lower"], r["upper"], str(r["n"]),
            *("" if r[key] is None else f"{r[key]:.{_PLACES}g}" for key in ("mean", "s", "pp", "ppk")),
        )
        for r in rows
    )  # fmt: skip
    return Sheet(Text("过程能力", "Process capability"), heads, made, frozenset(range(3, 10)))


def _part(found: Mapping[str, Any], sheet: Sheet) -> Json:
    """A table with the bars of its pass rates, where it has them."""
    groups = {name: key for key, name, _ in _GROUPS}
    shown = found[groups[sheet.name]] if sheet.name in groups else []
    bars = [
        {
            "name": row["group"] or _ABSENT,
            "sides": [float(row[side]["percent"] or 0) / 100 for side in _SIDES],
            "texts": [_rate(row[side]) for side in _SIDES],
        }
        for row in shown
        if any(row[side]["whole"] for side in _SIDES)
    ]
    texts = [[head.zh, head.en, *(row[n] for row in sheet.rows)] for n, head in enumerate(sheet.heads)]
    return {
        "name": both(sheet.name),
        "heads": [both(head) for head in sheet.heads],
        "weights": [min(max(map(width, column)), 44) + 2 for column in texts],
        "numeric": [n in sheet.numeric for n in range(len(sheet.heads))],
        "rows": [[with_minus(cell) for cell in row] for row in sheet.rows],
        "bars": bars,
    }
