"""The cover of the original record: what was verified, by which regulation, on which bench, with which software."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messages import both
from metrology.decision import Outcome
from procedures.findings import outcome_in
from procedures.regulation import DRAFT
from procedures.text import Text
from reports import statements
from reports.calibration import conclusion, rules, uncertainties
from reports.days import local_time
from reports.drafts import read_in_print
from reports.identity import CALIBRATION, Kind, certificate_number, title
from reports.last_day import last_day
from reports.record.course import ON_THE_COVER, described, kind_of
from reports.record.sheet import Sheet, both_languages
from reports.wording import STATUSES, kind_in_words, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.entries import ChainLink, Opened, Regulation, StandardUsed
    from reports.view import Interruption, RunView, Verdict

COVER = Text("封面", "Cover")


def cover(run: RunView) -> Sheet:
    """Everything about a run that is no table."""
    opened, verdict = run.opened, run.verdict
    subject, regulation, code = opened.subject, opened.regulation, opened.code
    rows = [
        ("原始记录号", "Original record no.", run.run),
        ("文件编号", "Document no.", certificate_number(run)),
        ("模拟运行", "Simulated", "模拟运行 · simulated, not valid" if run.opened.simulated else "否 no"),
        ("检定依据", "Regulation", f"{regulation.id} {regulation.title.zh} {regulation.title.en}".strip()),
        ("检定类别", "Kind of verification", both_languages(kind_in_words(run.opened.kind, run.opened.stage))),
        ("规程发布与实施", "Regulation issued, in force", f"{regulation.issued}, {regulation.in_force}"),
        ("规程数据状态", "Status of the regulation's data", both_languages(known(STATUSES, regulation.status))),
        *_data(regulation),
        *((name.zh, name.en, value) for name, value in statements.belonging(run.opened)),
        ("检定日期", "Date of verification", run.verified_on.isoformat()),
        ("检定结论", "Conclusion", _concluded(run)),
        *(_until(run) if verdict else ()),
        *(_of_verdict(verdict) if verdict else ()),
        ("检定机构", "Laboratory", both_languages(opened.laboratory.name)),
        ("检定地点", "Place", both_languages(statements.place(opened.laboratory))),
        ("送检单位", "Client", subject.client),
        *((("单位地址", "Client's address", subject.client_address),) if subject.client_address else ()),
        ("计量器具名称", "Instrument", f"{subject.name.zh} {subject.name.en}".strip()),
        ("型号／规格", "Model / specification", subject.model),
        ("出厂编号", "Serial no.", subject.serial),
        ("制造单位", "Manufacturer", subject.maker),
        *((entry.name.zh, entry.name.en, entry.value) for entry in subject.specification),
        *(("标准器", "Standard", _standard(standard)) for standard in opened.standards),
        *_bench(opened),
        ("检定员", "Verified by", f"{opened.people.operator.name} {opened.people.operator.id}".strip()),
        ("核验员", "Checked by", run.signed("reviewer") or "未核验 not reviewed"),
        ("批准人", "Approved by", run.signed("approver") or "未批准 not approved"),
        *(("开检条件特批", "Start condition overridden", both_languages(said)) for said in statements.overridden(run)),
        *(("不确定度与判定", "Uncertainty and decision", both_languages(said)) for said in _stated(run)),
        ("读数来源", "Sources of the readings", both_languages(statements.sources_of_readings(run))),
        *((("人工读数", "Readings by hand", typed),) if (typed := statements.by_hand(run)) else ()),
        *(("此前检定", "Earlier run", both_languages(said)) for said in statements.earlier_runs(opened)),
        *(("更正", "Amendment", both_languages(said)) for said in statements.amendments(opened)),
        *((("作废", "Cancelled, replaced by", run.replaced_by),) if run.replaced_by else ()),
        ("开始时间", "Started", local_time(run.started)),
        ("结束时间", "Ended", local_time(run.finished)),
        *((*_INTERRUPTION[stop.kind], _stopped(stop)) for stop in run.interruptions),
        *(
            (*kind_of(entry), f"{local_time(event.time)} {described(entry)}")
            for event, entry in run.course
            if isinstance(entry, ON_THE_COVER)
        ),
        *((("随机种子", "Seed", run.opened.seed),) if run.opened.simulated else ()),
        ("软件版本", "Software version", f"{code.version} {code.manifest}".strip()),
        (
            "软件发布状态",
            "Software released",
            "正式发布 released" if code.released else "未正式发布 not released",
        ),
        *((("规程模块", "Module of the regulation", code.procedure),) if code.procedure else ()),
        *(("外接模块", "Plug-in", f"{p.kind} {p.name} SHA-256 {p.sha256}") for p in code.plugins),
        ("记录链末端校验值", "Head of the hash chain", run.head),
        *((("记录库台账", "Ledger of the store", run.ledger),) if run.ledger else ()),
        *((("外部见证", "Witness", run.witness),) if run.witness else ()),
    ]
    heads = (Text("项目", "Field"), Text("英文", "In English"), Text("内容", "Content"))
    return Sheet(COVER, heads, tuple(rows))


_INTERRUPTION = {
    "interrupted": ("中断", "Interrupted"),
    "resumed": ("继续", "Resumed"),
    "broken_off": ("测量被中断，重新测量", "Broken off, measured again"),
}


def _until(run: RunView) -> list[tuple[str, str, str]]:
    until = last_day(run)
    return [("有效期至", "Valid until", until.isoformat())] if until is not None else []


def _stated(run: RunView) -> list[Text]:
    """What a calibration certificate states of its uncertainties and of the rule that was agreed."""
    uncertain = any(c.uncertainty is not None for c in run.conclusions)
    return [*rules(run), *uncertainties(run)] if run.opened.kind == CALIBRATION and uncertain else []


def _standard(s: StandardUsed) -> str:
    chain = " → ".join(" ".join(part for part in _link(link) if part) for link in s.traceability)
    valid = f"{s.valid_from} ～ {s.valid_until}"
    parts = (s.id, s.name.zh, s.model, s.serial, s.range, s.accuracy, s.certificate, s.issuer, valid, chain)
    return f"{s.role}: " + "; ".join(part for part in parts if part)


def _link(link: ChainLink) -> tuple[str, ...]:
    """A link of the chain above a standard: identity, certificate, and why it was not in use."""
    return link.id, link.certificate, link.state, link.state_reason, link.recalled


def _concluded(run: RunView) -> str:
    """The outcome of the run; a calibration and a trial by a draft conclude nothing on conformity."""
    if run.verdict is None:
        return "—"
    if run.opened.kind == CALIBRATION and title(run).kind is Kind.CALIBRATION:
        return both_languages(conclusion(run).said)
    silent = run.opened.kind == CALIBRATION or run.opened.regulation.draft
    if silent and run.verdict.outcome in {Outcome.CONFORM, Outcome.NOT_CONFORM}:
        return "未作出合格与否的结论 No conclusion on conformity"
    return both_languages(outcome_in(run.opened.kind, run.verdict.outcome))


def _data(regulation: Regulation) -> Iterator[tuple[str, str, str]]:
    """That the edition is a draft, or which figures were read in print."""
    if regulation.draft:
        yield "规程数据", "Data of the regulation", both_languages(DRAFT[1])
    if regulation.figures is not None:
        yield "规程数据", "Data of the regulation", both_languages(read_in_print(regulation.figures))


def _of_verdict(verdict: Verdict) -> Iterator[tuple[str, str, str]]:
    """The grade, and what the verdict rests on that was not checked."""
    if any(verdict.grade):
        yield "准确度等级", "Grade", both_languages(verdict.grade)
    for text in verdict.unverified:
        yield "未核对规程原文的数据", "Data not checked against the regulation", both_languages(text)


def _bench(opened: Opened) -> Iterator[tuple[str, str, str]]:
    """The bench with its file, what answered on it, and the form where one decides the run."""
    bench, form = opened.bench, opened.form
    if bench.file:
        yield "检定台架", "Bench", f"{bench.name}; {bench.file}; SHA-256 {bench.sha256}"
    for role, used in bench.roles.items():
        said = (f"{role}: {used.driver}", used.address, used.identity, used.serial)
        yield "台架仪器", "Instrument on the bench", "; ".join(part for part in said if part)
    if form is not None:
        yield "记录表", "Form", f"{form.number}; SHA-256 {form.sha256}"


def _stopped(stop: Interruption) -> str:
    said = (both_languages(both(text)) for text in (stop.reason, *stop.safe) if text)
    return " ".join(part for part in (local_time(stop.time), stop.operator, *said) if part)
