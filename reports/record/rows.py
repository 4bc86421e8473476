"""The rows of the original record, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from procedures.text import Text
from reports import statements
from reports.content.remarks import sources_of_readings
from reports.days import local_time
from reports.identity import certificate_number
from reports.wording import OUTCOMES, kind_in_words

if TYPE_CHECKING:
    from reports.view import RunView
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
        *(
            (
                *_INTERRUPTION[stop.kind],
                " ".join([local_time(stop.time), *map(_both, (stop.reason, *stop.safe))]).strip(),
            )
            for stop in run.interruptions
        ),
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


def _stopped(stop: Interruption) -> str:
    said = [both(message) for message in (stop.reason, *stop.safe)]
    return " ".join([local_time(stop.time), *(t.zh if t.zh == t.en else f"{t.zh} {t.en}" for t in said)]).strip()
