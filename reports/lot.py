"""The report on a lot of meters in service."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from procedures.instrument_kinds import kind_name
from procedures.jurisdictions import jurisdiction_name
from reports.content.common import Json, both, issuer, labelled
from reports.days import local_time
from reports.identity import document_number
from reports.read_back import confirm
from reports.typesetting import typeset
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records import lots
    from records.ledger_steps import Placed

TITLE = Text("在用计量器具批次抽样检定报告", "Report on a Lot of Meters in Service")
SIMULATED = "模拟运行"
OUTCOME_OF = {True: "conform", False: "not_conform"}
NOT_EXAMINED = "—"


class SampleRow(NamedTuple):
    """A meter of the sample as the report lists it."""

    serial: str
    instead_of: str
    run: str
    day: str
    outcome: str


def lot_report(
    planned: Placed[lots.Planned],
    replaced: Placed[lots.Replaced],
    decided: Placed[lots.Decided],
    sample: Sequence[SampleRow],
    ledger: str,
) -> bytes:
    """The report as a PDF file, read back: number and marks on every page.

    Args:
        planned: The plan, with its place in the ledger.
        replaced: The visual check.
        decided: The verdict.
        sample: Members of the samples that decided, in the order of drawing.
        ledger: Where the ledger of the store stands.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    content = _content(planned, replaced, decided, sample, ledger)
    pdf = typeset("lot.typ", content, time=decided.time)
    marks = (content["number"], *((SIMULATED,) if content["simulated"] else ()))
    confirm(pdf, first=(TITLE.zh, content["verdict"]["zh"]), every=marks, name=TITLE.zh)
    return pdf


def _content(
    planned: Placed[lots.Planned],
    replaced: Placed[lots.Replaced],
    decided: Placed[lots.Decided],
    sample: Sequence[SampleRow],
    ledger: str,
) -> Json:
    plan, verdict = planned.step, decided.step
    accepted = verdict.accepted
    laboratory = plan.laboratory
    key = OUTCOME_OF[accepted]
    words = Text("该批接收", "The lot is accepted") if accepted else Text("该批拒收", "The lot is rejected")
    return {
        "simulated": verdict.simulated,
        "cancelled": "",
        "no_certificate": False,
        "number": document_number(f"LOT-{plan.lot}", decided.time[:10], laboratory.prefix),
        "laboratory": issuer(laboratory),
        "title": both(TITLE),
        "fields": _fields(planned, replaced),
        "verdict": {"key": key, "zh": f"{words.zh}：{verdict.reason.zh}", "en": f"{words.en}: {verdict.reason.en}"},
        "consequences": [both(text) for text in _consequences(plan, verdict)],
        "heads": [
            both(t) for t in (
                Text("序号", "No."), Text("出厂编号", "Serial no."), Text("替换", "Instead of"), Text("记录", "Record"),
                Text("日期", "Date"), Text("结论", "Conclusion"),
            )
        ],
        "rows": [
            [str(n), m.serial, m.instead_of, m.run or NOT_EXAMINED, m.day, OUTCOMES_BY_KEY.get(m.outcome, NOT_EXAMINED)]
            for n, m in enumerate(sample, 1)
        ],
        "notes": [both(text) for text in _notes(planned, decided, ledger)],
    }  # fmt: skip


OUTCOMES_BY_KEY = {str(key): f"{text.zh} {text.en}" for key, text in OUTCOMES.items()}


def _fields(planned: Placed[lots.Planned], replaced: Placed[lots.Replaced]) -> list[Json]:
    p, r = planned.step, replaced.step
    stages = "；".join(f"n {s.total}, Ac {s.acceptance}, Re {s.rejection}" for s in p.stages)
    names = {"single": Text("一次抽样", "single sampling"), "double": Text("二次抽样", "double sampling")}
    plan = names[p.plan]
    swaps = ", ".join(f"{x.serial} → {x.spare} ({x.fault})" for x in r.replacements) or NOT_EXAMINED
    return [
        labelled("批号", "Lot", p.lot),
        labelled("法域", "Jurisdiction", jurisdiction_name(p.jurisdiction)),
        labelled("计量器具", "Instruments", kind_name(p.kind)),
        labelled("批量", "Size of the lot", str(p.size)),
        labelled("共同特征", "In common", ", ".join(f"{k} {v}" for k, v in p.common.items())),
        labelled("抽样方案", "Plan", Text(f"{plan.zh}：{stages}", f"{plan.en}: {stages}")),
        labelled("依据", "Clauses", "；".join(f"{s.clause} ({s.status})" for s in p.sources)),
        labelled("方案冻结", "Plan frozen", f"{local_time(planned.time)}, #{planned.n}, {planned.key}"),
        labelled("样本拆下", "Sample removed", r.removed),
        labelled("替换", "Replaced", swaps),
    ]


def _consequences(plan: lots.Planned, verdict: lots.Decided) -> list[Text]:
    months = plan.extension_months
    bad = [r.serial for r in verdict.results if r.outcome == "not_conform"]
    if not verdict.accepted:
        return [Text("该批全部计量器具应立即停止使用。", "All meters of the lot are put out of service at once.")]
    said = [
        Text(
            f"该批计量器具可继续使用 {months} 个月。",
            f"The meters of the lot may stay in service {months} months longer.",
        )
    ]
    if bad:
        names = ", ".join(bad)
        said.append(
            Text(
                f"样本中不合格者停止使用：{names}。",
                f"Meters of the sample that do not conform are put out of service: {names}.",
            )
        )
    return said


def _notes(planned: Placed[lots.Planned], decided: Placed[lots.Decided], ledger: str) -> list[Text]:
    seed = planned.step.seed
    return [
        Text(
            f"抽样次序由种子 {seed[:16]}… 与编号的 SHA-256 排序得出，种子取自冻结方案时的台账，可重新核算。",
            f"The order of drawing is that of the SHA-256 of seed {seed[:16]}… and serial number; the seed follows from"
            " the ledger when the plan was frozen, and can be computed again.",
        ),
        Text("方案冻结后第一次作出合格与否结论的检定计入，其后的检定不计。",
             "The first run after freezing that decides a meter counts; later ones do not."),
        Text(f"结论记入台账第 {decided.n} 条，密钥 {decided.key}；{ledger}。",
             f"The verdict is ledger entry {decided.n}, signed with key {decided.key}; {ledger}."),
        Text("本报告不是单只计量器具的检定证书。", "This report is no verification certificate of a single meter."),
    ]  # fmt: skip
