"""The report on a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from metrology.decision import Outcome
from metrology.text import NO_TEXT, Text
from procedures.campaigns.judgement import Note, Table
from reports.content.common import Json, both, issuer, labelled, shown, status
from reports.days import local_time
from reports.identity import document_number
from reports.read_back import confirm
from reports.sections import section_content
from reports.typesetting import typeset
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.campaigns.judgement import CampaignJudgement, Requirement, Section
    from procedures.campaigns.plan import Plan
    from records import campaigns
    from records.ledger_steps import Placed

SIMULATED = "模拟运行"
"""The mark of a simulated run, in both languages whatever the policy; the Chinese half is read back."""
ABSENT = "—"


class CellRow(NamedTuple):
    """A cell as the report lists it.

    Attributes:
        key, name: The cell.
        sample: Its sample.
        run, day, outcome: The run that counts; empty where the verdict did not need one.
        others: Runs of the cell that do not count, each with what became of it.
    """

    key: str
    name: Text
    sample: str
    run: str
    day: str
    outcome: str
    others: tuple[Text, ...] = ()


class Reported(NamedTuple):
    """What the report is about.

    Attributes:
        title: What it is called.
        plan: The plan.
        planned, decided: The steps, each with its place in the ledger.
        judgement: The verdict.
        sections: What the kind shows.
        cells: Every cell.
        ledger: Where the ledger of the store stands.
    """

    title: Text
    plan: Plan
    planned: Placed[campaigns.Planned]
    decided: Placed[campaigns.Decided]
    judgement: CampaignJudgement
    sections: Sequence[Section]
    cells: Sequence[CellRow]
    ledger: str


def campaign_report(found: Reported) -> bytes:
    """The report as a PDF file, read back: number and marks on every page.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    step, language = found.planned.step, found.planned.step.language
    pictures: dict[str, bytes] = {}
    content = _content(found, language, pictures)
    pdf = typeset("campaign.typ", content, time=found.decided.time, pictures=pictures)
    marks = (content["number"], *((SIMULATED,) if content["simulated"] else ()))
    first = found.title.en if language == "en" else found.title.zh
    confirm(pdf, first=(first,), every=marks, name=f"{first} {step.campaign}")
    return pdf


def _content(found: Reported, language: str, pictures: dict[str, bytes]) -> Json:
    step, verdict = found.planned.step, found.decided.step
    words = OUTCOMES[Outcome(verdict.outcome)]
    said = verdict.words if verdict.words != words else NO_TEXT
    parts = [*_requirements(found.judgement.requirements), *found.sections, _cells(found.cells), _notes(found)]
    return {
        "simulated": verdict.simulated,
        "cancelled": "",
        "no_certificate": False,
        "language": language,
        "number": document_number(f"CAM-{step.campaign}", found.decided.time[:10], step.laboratory.prefix),
        "laboratory": issuer(step.laboratory),
        "title": both(found.title),
        "fields": _fields(found),
        "verdict": shown(words, Outcome(verdict.outcome)),
        "consequences": [both(said)] if said.zh else [],
        "parts": [section_content(n, part, language, pictures) for n, part in enumerate(parts, 2)],
    }


def _fields(found: Reported) -> list[Json]:
    p = found.planned
    names = "；".join(
        f"{s.key}: {s.nameplate.get('model', '')} № {s.nameplate.get('serial', '')}" for s in found.plan.samples[:12]
    )
    more = f" … ({len(found.plan.samples)})" if len(found.plan.samples) > 12 else ""
    clauses = _clauses(found.plan)
    fields = [labelled("样品试验", "Campaign", p.step.campaign)]
    if p.step.title:
        fields.append(labelled("对象", "About", p.step.title))
    return [
        *fields,
        labelled("依据", "By", p.step.edition or ABSENT),
        labelled("样品", "Samples", names + more),
        labelled("方案日期", "Planned for", p.step.date),
        labelled("单元数", "Cells", str(p.step.cells)),
        labelled("方案冻结", "Plan frozen", f"{local_time(p.time)}, #{p.n}, {p.key}"),
        labelled("作结论", "Decided", f"{local_time(found.decided.time)}, #{found.decided.n}, {found.decided.key}"),
        *([labelled("方案来源", "Sources of the plan", clauses)] if clauses.zh else []),
    ]


def _clauses(plan: Plan) -> Text:
    """The sources of the plan, each with how far it was checked."""
    said = [(s.clause, status(str(s.status))) for s in plan.sources]
    zh = "；".join(dict.fromkeys(f"{clause}（{known.zh}）" for clause, known in said))
    return Text(zh, "; ".join(dict.fromkeys(f"{clause} ({known.en})" for clause, known in said)))


def _requirements(found: Sequence[Requirement]) -> list[Table]:
    if not found:
        return []
    heads = (
        Text("要求", "Requirement"), Text("实际", "Found"), Text("规定", "Required"), Text("条款", "Clause"),
        Text("核实", "Status"), Text("结论", "Conclusion"),
    )  # fmt: skip
    rows = tuple((r.name, r.value or ABSENT, r.limit or ABSENT, r.clause, status(r.status), r.outcome) for r in found)
    return [Table(Text("要求与结论", "Requirements and conclusions"), heads, rows, (3.2, 1.9, 2, 2.2, 1.4, 2))]


def _cells(cells: Sequence[CellRow]) -> Table:
    heads = (
        Text("单元", "Cell"),
        Text("内容", "Content"),
        Text("记录", "Record"),
        Text("日期", "Date"),
        Text("结论", "Conclusion"),
    )
    rows: list[tuple[str | Text | Outcome, ...]] = []
    for c in cells:
        rows.append((c.key, c.name, c.run or ABSENT, c.day or ABSENT, Outcome(c.outcome) if c.outcome else ABSENT))
        rows += [("", Text("不计入", "does not count"), other, "", "") for other in c.others]
    return Table(Text("各单元", "Every cell"), heads, tuple(rows), (2.8, 3.2, 3.2, 1.7, 2))


def _notes(found: Reported) -> Note:
    seed, plan, d = found.planned.step.seed, found.planned.step.digest, found.decided
    counted = Text(
        "每个单元由一次检定填充；首次作出结果的计入，其后的不计，均列于上表；无效的不计。",
        "A run fills a cell. The first that decides it counts; later ones do not and are listed. A void run does not.",
    )
    drawn = Text(
        f"方案 SHA-256 {plan[:16]}…；随机抽取与次序由种子 {seed[:16]}… 得出，种子取自冻结方案时的台账，可重新核算。",
        f"The plan has SHA-256 {plan[:16]}…; random selections and orders follow from the seed {seed[:16]}…, which "
        "follows from the ledger when the plan was frozen, and can be computed again.",
    )
    entered = Text(
        f"结论记入台账第 {d.n} 条，密钥 {d.key}；{found.ledger}。",
        f"The verdict is ledger entry {d.n}, signed with key {d.key}; {found.ledger}.",
    )
    none = Text(
        "本报告不是单台计量器具的检定证书。", "This report is no verification certificate of a single instrument."
    )
    return Note(Text("说明", "Notes"), (counted, drawn, entered, none))
