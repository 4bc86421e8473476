"""The rows of the original record, the same in every format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from procedures.text import Text
from reports.days import local_time
from reports.last_run import of_last_run
from reports.outcomes import of_item, of_row
from reports.record.acquisition import acquisition, alerts
from reports.record.budgets import budgets
from reports.record.course import course
from reports.record.cover import COVER, cover
from reports.record.noted import noted, withdrawn_by
from reports.record.series import series
from reports.record.sheet import Sheet, both_languages
from reports.wording import ANSWERS, HOW, STATUSES, known
from reports.work_words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.view import Comparison, Conclusion, Observation, RunView

DECISIONS = Text("计算与判定", "Calculation and decision")


@of_last_run
def sheets(run: RunView) -> tuple[Sheet, ...]:
    """Cover, items, decisions, observations, course, refused entries, plan: all that stands in a journal."""
    words = words_for(run.opened.kind)
    return tuple(_in_words(sheet, words) for sheet in _sheets(run))


def _in_words(sheet: Sheet, words: Mapping[str, Mapping[str, str]]) -> Sheet:
    """A table with its name and heads in the words of the work; those of the cover are fields."""

    def told(text: Text) -> Text:
        found = words.get(text.zh)
        return text if found is None else Text(found["zh"], found["en"])

    fields = sheet.name == COVER and words
    rows = tuple((*told(Text(row[0], row[1])), *row[2:]) for row in sheet.rows) if fields else sheet.rows
    return replace(sheet, name=told(sheet.name), heads=tuple(map(told, sheet.heads)), rows=rows)


def _sheets(run: RunView) -> tuple[Sheet, ...]:
    return (
        cover(run),
        *alerts(run),
        acquisition(run),
        _items(run),
        _results(run),
        *budgets(run),
        _observations(run),
        *series(run),
        course(run),
        *noted(run),
        _refused(run),
        _plan(run),
    )


def _items(run: RunView) -> Sheet:
    heads = (
        Text("项目", "Item"), Text("英文", "In English"), Text("条款", "Clause"), Text("结论", "Conclusion"),
        Text("数据状态", "Status of data"), Text("原因", "Reason"),
    )  # fmt: skip
    rows = []
    for planned in run.items:
        found = run.result_of(planned.key)
        outcome = (both_languages(of_item(run, found)) or "—") if found else "未检 not examined"
        reason = found.reason if found else planned.reason
        status = both_languages(known(STATUSES, planned.status))
        rows.append((planned.name.zh, planned.name.en, planned.clause, outcome, status, both_languages(reason)))
    return Sheet(Text("检定项目与结论", "Items"), heads, tuple(rows))


def _results(run: RunView) -> Sheet:
    heads = (
        Text("序号", "Entry"), Text("项目", "Item"), Text("检定点", "Point"), Text("测得值", "Values"),
        Text("计算式", "Formula"), Text("代入", "Substitution"), Text("未修约值", "Unrounded"),
        Text("修约值", "Rounded"), Text("下限", "Lower limit"), Text("上限", "Upper limit"), Text("单位", "Unit"),
        Text("扩展不确定度", "U"), Text("条款", "Clause"), Text("数据状态", "Status of data"),
        Text("结论", "Conclusion"), Text("原因", "Reason"), Text("判定规则", "Rule"), Text("比较", "Compared"),
        Text("数据说明", "Note on the data"),
    )  # fmt: skip
    rows = tuple(_conclusion(run, conclusion) for conclusion in run.conclusions)
    return Sheet(DECISIONS, heads, rows, frozenset({0, 6, 7, 8, 9, 11}))


def _conclusion(run: RunView, conclusion: Conclusion) -> tuple[str, ...]:
    item = run.result_of(conclusion.item)
    compared = conclusion.comparison
    names = run.column_names(conclusion.item)
    values = "; ".join(f"{names.get(key, key)} = {value}" for key, value in conclusion.values.items())
    limits = (*compared.limit, "", "")[:2] if compared else ("", "")
    return (
        str(conclusion.seq),
        item.name.zh if item else conclusion.item,
        both_languages(conclusion.label),
        values,
        conclusion.formula,
        conclusion.substitution,
        *((compared.unrounded, compared.rounded) if compared else ("", "")),
        *limits,
        *((compared.unit, compared.uncertainty, compared.clause, _status(compared)) if compared else ("",) * 4),
        "—" if conclusion.states_only(names) else both_languages(of_row(run, conclusion)) or "—",
        both_languages(conclusion.reason),
        *((compared.rule, compared.compared, compared.note) if compared else ("",) * 3),
    )


def _status(compared: Comparison) -> str:
    return both_languages(known(STATUSES, compared.status))


def _observations(run: RunView) -> Sheet:
    heads = (
        Text("序号", "Entry"), Text("时间", "Time"), Text("运行时间 s", "Elapsed, s"), Text("地址", "Address"),
        Text("原文", "Text received"), Text("数值", "Value"), Text("单位", "Unit"), Text("来源", "Role"),
        Text("读法", "Method"), Text("仪器驱动", "Driver"), Text("方式", "How"),
        Text("过程读数", "Readings on the way"), Text("问题", "Question"), Text("备注", "Note"),
    )  # fmt: skip
    by = withdrawn_by(run)
    entries = sorted((*run.observations, *run.withdrawn), key=lambda o: o.seq)
    rows = tuple(_observation(o, by.get(o.seq, "")) for o in entries)
    return Sheet(Text("观测记录", "Observations"), heads, rows, frozenset({0, 2, 5}))


def _observation(entry: Observation, withdrawn: str) -> tuple[str, ...]:
    received = both_languages(known(ANSWERS, entry.text)) if entry.kind == "finding" else entry.text
    method = f"{entry.method} {', '.join(entry.args)}".strip()
    return (
        str(entry.seq), local_time(entry.time), entry.elapsed, entry.address, received, entry.value, entry.unit,
        entry.role, method, entry.driver, both_languages(known(HOW, entry.how)), " | ".join(entry.trail),
        both_languages(entry.question), "; ".join(filter(None, (withdrawn, entry.note))),
    )  # fmt: skip


def _refused(run: RunView) -> Sheet:
    heads = (
        Text("序号", "Entry"), Text("时间", "Time"), Text("地址", "Address"), Text("原文", "Text entered"),
        Text("问题", "Problem"), Text("确认理由", "Reason it was accepted"),
    )  # fmt: skip
    rows = tuple(
        (
            str(r.seq),
            local_time(r.time),
            r.address,
            r.text,
            both_languages(r.problem),
            r.reason or "拒收 refused",
        )
        for r in run.refused
    )
    return Sheet(Text("拒收与确认", "Refused"), heads, rows, frozenset({0}))


def _plan(run: RunView) -> Sheet:
    heads = (
        Text("类别", "Kind"),
        Text("项目或条款", "Item or clause"),
        Text("内容", "Content"),
        Text("依据或原因", "Reason"),
    )
    names = {item.key: item.name.zh for item in run.items}
    rows = [
        *(
            ("点 point", names.get(p.item, p.item), both_languages(p.point), both_languages(p.reason))
            for p in run.points
        ),
    ]
    return Sheet(Text("检定方案", "Plan"), heads, tuple(rows))
