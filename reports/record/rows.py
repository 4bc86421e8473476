"""The rows of the original record, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from messages import both
from procedures.text import Text
from reports import statements
from reports.content.remarks import sources_of_readings
from reports.days import local_time
from reports.identity import certificate_number
from reports.wording import ANSWERS, HOW, OUTCOMES, STATUSES, kind_in_words, known

if TYPE_CHECKING:
    from reports.view import Comparison, Conclusion, Observation, RunView
    from reports.view.measured import Interruption


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the record.

    Attributes:
        name: Its name in both languages.
        heads: Heads of the columns.
        rows: Cells as texts, digits as received.
        numeric: Columns whose cells are numbers where they can be.
    """

    name: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


def sheets(run: RunView) -> tuple[Sheet, ...]:
    """Cover, decisions, observations, refused entries, plan: all that a person would look for in a journal."""
    return (_cover(run), _results(run), _observations(run), _refused(run), _plan(run))


def _cover(run: RunView) -> Sheet:
    opened, verdict = run.opened, run.verdict
    subject, regulation, code = opened.subject, opened.regulation, opened.code
    rows = [
        ("原始记录号", "Original record no.", run.run),
        ("文件编号", "Document no.", certificate_number(run)),
        ("模拟运行", "Simulated", "模拟运行 · simulated, not valid" if run.opened.simulated else "否 no"),
        ("检定依据", "Regulation", f"{regulation.id} {regulation.title.zh} {regulation.title.en}".strip()),
        ("检定类别", "Kind of verification", _both(kind_in_words(run.opened.kind, run.opened.stage))),
        *((name.zh, name.en, value) for name, value in statements.belonging(run.opened)),
        ("检定日期", "Date of verification", run.verified_on.isoformat()),
        ("检定结论", "Conclusion", _both(OUTCOMES[verdict.outcome]) if verdict else "—"),
        ("检定机构", "Laboratory", run.opened.laboratory.name.zh),
        ("送检单位", "Client", subject.client),
        ("计量器具名称", "Instrument", f"{subject.name.zh} {subject.name.en}".strip()),
        ("型号／规格", "Model / specification", subject.model),
        ("出厂编号", "Serial no.", subject.serial),
        ("制造单位", "Manufacturer", subject.maker),
        *((entry.name.zh, entry.name.en, entry.value) for entry in subject.specification),
        *(("标准器", "Standard", _standard_line(run, i)) for i in range(len(run.opened.standards))),
        ("检定员", "Verified by", opened.people.operator.name),
        ("核验员", "Checked by", run.signed("reviewer") or "未核验 not reviewed"),
        ("批准人", "Approved by", run.signed("approver") or "未批准 not approved"),
        *(("开检条件特批", "Start condition overridden", _both(said)) for said in statements.overridden(opened)),
        ("读数来源", "Sources of the readings", _both(sources_of_readings(run))),
        *(("此前检定", "Earlier run", _both(said)) for said in statements.earlier_runs(opened)),
        *(("更正", "Amendment", _both(said)) for said in statements.amendments(opened)),
        *((("作废", "Cancelled, replaced by", run.replaced_by),) if run.replaced_by else ()),
        ("开始时间", "Started", local_time(run.started)),
        ("结束时间", "Ended", local_time(run.finished)),
        *((*_INTERRUPTION[stop.kind], _stopped(stop)) for stop in run.interruptions),
        *((("随机种子", "Seed", run.opened.seed),) if run.opened.simulated else ()),
        ("软件版本", "Software version", f"{code.version} {code.manifest}".strip()),
        (
            "软件发布状态",
            "Software released",
            "正式发布 released" if code.released else "未正式发布 not released",
        ),
        ("记录链末端校验值", "Head of the hash chain", run.head),
    ]
    heads = (Text("项目", "Field"), Text("英文", "In English"), Text("内容", "Content"))
    return Sheet(Text("封面", "Cover"), heads, tuple(rows))


_INTERRUPTION = {
    "interrupted": ("中断", "Interrupted"),
    "resumed": ("继续", "Resumed"),
    "broken_off": ("测量被中断，重新测量", "Broken off, measured again"),
}


def _standard_line(run: RunView, index: int) -> str:
    s = run.opened.standards[index]
    parts = (s.id, s.name.zh, s.model, s.serial, s.range, s.accuracy, s.certificate, s.issuer, s.valid_until)
    return "; ".join(part for part in parts if part)


def _both(text: Text) -> str:
    """Both languages, once where they are the same."""
    return " ".join(dict.fromkeys(part for part in text if part))


def _results(run: RunView) -> Sheet:
    heads = (
        Text("序号", "Entry"), Text("项目", "Item"), Text("检定点", "Point"), Text("测得值", "Values"),
        Text("计算式", "Formula"), Text("代入", "Substitution"), Text("未修约值", "Unrounded"),
        Text("修约值", "Rounded"), Text("下限", "Lower limit"), Text("上限", "Upper limit"), Text("单位", "Unit"),
        Text("扩展不确定度", "U"), Text("条款", "Clause"), Text("数据状态", "Status of data"),
        Text("结论", "Conclusion"), Text("原因", "Reason"),
    )  # fmt: skip
    rows = tuple(_conclusion(run, conclusion) for conclusion in run.conclusions)
    return Sheet(Text("计算与判定", "Calculation and decision"), heads, rows, frozenset({0, 6, 7, 8, 9, 11}))


def _conclusion(run: RunView, conclusion: Conclusion) -> tuple[str, ...]:
    item = run.result_of(conclusion.item)
    compared = conclusion.comparison
    names = run.column_names(conclusion.item)
    values = "; ".join(f"{names.get(key, key)} = {value}" for key, value in conclusion.values.items())
    limits = (*compared.limit, "", "")[:2] if compared else ("", "")
    return (
        str(conclusion.seq),
        item.name.zh if item else conclusion.item,
        conclusion.label.zh,
        values,
        *((compared.formula, compared.substitution, compared.unrounded, compared.rounded) if compared else ("",) * 4),
        *limits,
        *((compared.unit, compared.uncertainty, compared.clause, _status(compared)) if compared else ("",) * 4),
        _both(OUTCOMES[conclusion.outcome]),
        _both(conclusion.reason),
    )


def _status(compared: Comparison) -> str:
    return _both(known(STATUSES, compared.status))


def _observations(run: RunView) -> Sheet:
    heads = (
        Text("序号", "Entry"), Text("时间", "Time"), Text("运行时间 s", "Elapsed, s"), Text("地址", "Address"),
        Text("原文", "Text received"), Text("数值", "Value"), Text("单位", "Unit"), Text("来源", "Role"),
        Text("读法", "Method"), Text("仪器驱动", "Driver"), Text("方式", "How"),
        Text("过程读数", "Readings on the way"), Text("问题", "Question"), Text("备注", "Note"),
    )  # fmt: skip
    return Sheet(
        Text("观测记录", "Observations"), heads, tuple(_observation(o) for o in run.observations), frozenset({0, 2, 5})
    )


def _observation(entry: Observation) -> tuple[str, ...]:
    received = _both(known(ANSWERS, entry.text)) if entry.kind == "finding" else entry.text
    return (
        str(entry.seq), local_time(entry.time), entry.elapsed, entry.address, received, entry.value, entry.unit,
        entry.role, entry.method, entry.driver, _both(known(HOW, entry.how)), " | ".join(entry.trail),
        entry.question.zh, entry.note,
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
            _both(r.problem),
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
        *(("未检项目 not examined", i.clause, i.name.zh, _both(i.reason)) for i in run.items if not i.applicable),
        *(("检定点 point", names.get(p.item, p.item), p.point, _both(p.reason)) for p in run.points),
    ]
    return Sheet(Text("检定方案", "Plan"), heads, tuple(rows))


def _stopped(stop: Interruption) -> str:
    return " ".join([local_time(stop.time), *(_both(both(said)) for said in (stop.reason, *stop.safe))]).strip()
