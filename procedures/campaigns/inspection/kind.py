"""The kind of campaign `inspection`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.text import Text
from procedures.campaigns.inspection import planning
from procedures.campaigns.judgement import CampaignJudgement, Note, Requirement, Table
from procedures.campaigns.kind import EveryCell, overall
from procedures.campaigns.shares import Share

if TYPE_CHECKING:
    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.judgement import Section
    from procedures.campaigns.plan import Plan, Sample
    from procedures.campaigns.results import CellResult, Results

RATE = Text("合格率", "rate of conforming lots")
HEADS = (
    Text("批", "Lot"), Text("标注", "Declared"), Text("样本量", "n"), Text("平均实际含量", "Mean"), Text("s", "s"),
    Text("超出 T", "Beyond T"), Text("结论", "Outcome"),
)  # fmt: skip


class Inspection(EveryCell):
    """Each lot by one run; with a target, the rate decides, and without one every lot must conform."""

    name = "inspection"
    title = Text("商品检验汇总报告", "Summary Report on an Inspection of Goods")

    def plan(self, file: CampaignFile, seed: str) -> Plan:
        """One cell for each lot; the packages of a lot are drawn by a seed of its own."""
        return planning.plan(file, seed)

    def judge(self, plan: Plan, results: Results) -> CampaignJudgement:
        """The lots, and their rate against the target."""
        lots = [
            Requirement(
                key=s.key, name=s.name, value="", limit="", outcome=results[cell(s)].outcome, clause=plan.edition,
                status="secondary", cells=(cell(s),),
            )
            for s in plan.samples if cell(s) in results
        ]  # fmt: skip
        share = share_of(plan, results)
        target = plan.parameters["target"]
        words = share.words(RATE)
        figures = {"passed": str(share.passed), "lots": str(share.of), "confidence": plan.parameters["confidence"]}
        if not target:
            return CampaignJudgement(overall(lots), tuple(lots), words, figures)
        met = share.meets(Decimal(target), len(plan.samples))
        rate = Requirement(
            key="rate", name=RATE, value=f"{share.percent} %", limit=f"≥ {target} %", outcome=met, clause="[inspection] target", status="unverified",
        )  # fmt: skip
        return CampaignJudgement(met, (*lots, rate), words, {**figures, "target": target})

    def sections(self, plan: Plan, results: Results, judgement: CampaignJudgement) -> list[Section]:
        """What each lot showed, and what the rate proves."""
        rows = tuple(_row(s.nameplate, s.name, results[cell(s)]) for s in plan.samples if cell(s) in results)
        share = share_of(plan, results)
        target = Decimal(plan.parameters["target"] or "95")
        note = Note(Text("合格率", "Rate"), (judgement.words, share.proves(target)))
        return [Table(Text("各批结果", "Results of the lots"), HEADS, rows, (3, 1.6, 1, 2.4, 1.4, 1.2, 2.4)), note]


def cell(sample: Sample) -> str:
    """Key of the cell of a lot."""
    return f"{sample.key}/lot"


def share_of(plan: Plan, results: Results) -> Share:
    """How many of the lots that are decided conform."""
    decided = [r.outcome for r in results.values() if r.outcome in (Outcome.CONFORM, Outcome.NOT_CONFORM)]
    return Share(decided.count(Outcome.CONFORM), len(decided), Decimal(plan.parameters["confidence"]))


def _row(plate: dict[str, object], name: Text, result: CellResult) -> tuple[str | Text | Outcome, ...]:
    def only(item: str, column: str, *, unit: bool = False) -> str:
        found = [p for p in result.of(item) if column in p.values]
        if len(found) != 1:
            return ""
        return f"{found[0].values[column]:f} {found[0].units.get(column, '') if unit else ''}".strip()

    declared = str(plate.get("nominal", plate.get("net", "")))
    n = only("sampling", "sample")
    return (
        name,
        declared,
        n,
        only("mean", "content_mean", unit=True),
        only("mean", "content_s"),
        only("shortages", "defectives"),
        result.outcome,
    )


KIND = Inspection()
