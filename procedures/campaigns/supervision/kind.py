"""The kind of campaign `supervision`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metrology.decision import Outcome
from metrology.text import Text
from procedures.campaigns.judgement import CampaignJudgement, Note, Requirement, Table
from procedures.campaigns.kind import overall
from procedures.campaigns.shares import Share
from procedures.campaigns.supervision import planning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.judgement import Section
    from procedures.campaigns.plan import Cell, Plan
    from procedures.campaigns.results import Results

BATCHES, UNITS = Text("批次合格率", "rate of conforming batches"), Text("单台合格率", "rate of conforming units")
FIELDS = {
    "producer": Text("生产者", "Producer"), "type_approval": Text("型式批准", "Type approval"), "place": Text("抽样地点", "Place"),
    "sampled_by": Text("抽样人", "Sampled by"), "seal": Text("封样", "Seal"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchFound:
    """What the units of a batch showed.

    Attributes:
        batch: What the plan knows of it.
        cells: The cells that decide: its units, or where it was inspected again its reserve units.
        bad, seen: Nonconforming units of these, and how many were examined.
        again: Whether it was inspected again.
        first: Verdict by its units alone.
        outcome: Its verdict.
    """

    batch: dict[str, Any]
    cells: tuple[str, ...]
    bad: int
    seen: int
    again: bool
    first: Outcome
    outcome: Outcome


class Supervision:
    """Units decide batches; reserve units, once one of them is examined, decide their batch finally."""

    name = "supervision"
    title = Text("产品质量监督抽查检验报告", "Report on a Supervision Sampling of Products")

    def plan(self, file: CampaignFile, seed: str) -> Plan:
        """Units drawn by the seed."""
        return planning.plan(file, seed)

    def needed(self, plan: Plan, results: Results) -> Sequence[str]:
        """Every unit of the sample, and the reserve units of a batch of which one was examined."""
        return [c.key for c in plan.cells if c.item == "sample" or _again(plan, results, c.key.partition("/")[0])]

    def judge(self, plan: Plan, results: Results) -> CampaignJudgement:
        """Batches, and their rate; the rate of units beside it decides nothing."""
        found = batches(plan, results)
        requirements = [
            Requirement(
                key=f.batch["key"], name=Text(f"批 {f.batch['batch']}", f"batch {f.batch['batch']}"), value=f"{f.bad}/{f.seen}",
                limit=f"≤ {plan.parameters['accept']}", outcome=f.outcome, clause=plan.edition, cells=f.cells,
            )
            for f in found
        ]  # fmt: skip
        share, units = batch_share(plan, found), unit_share(plan, results)
        target = plan.parameters["target"]
        figures = {"batches_passed": str(share.passed), "batches": str(share.of), "units_passed": str(units.passed),
                   "units": str(units.of), "confidence": plan.parameters["confidence"]}  # fmt: skip
        words = share.words(BATCHES)
        if not target:
            return CampaignJudgement(overall(requirements), tuple(requirements), words, figures)
        met = share.meets(Decimal(target), len(found))
        rate = Requirement(
            key="rate",
            name=BATCHES,
            value=f"{share.percent} %",
            limit=f"≥ {target} %",
            outcome=met,
            clause="[supervision] target",
        )
        return CampaignJudgement(met, (*requirements, rate), words, {**figures, "target": target})

    def sections(self, plan: Plan, results: Results, judgement: CampaignJudgement) -> list[Section]:
        """Batches as they were sampled, their verdicts, and both rates."""
        found = batches(plan, results)
        sampled = Table(
            Text("抽样", "Sampling"), (Text("批", "Batch"), *FIELDS.values(), Text("基数", "Drawn from")),
            tuple((str(f.batch["batch"]), *(str(f.batch[k]) for k in FIELDS), str(f.batch["size"])) for f in found),
        )  # fmt: skip
        verdicts = Table(
            Text("批次结论", "Verdicts on batches"),
            (Text("批", "Batch"), Text("不合格/检验", "Nonconforming / examined"), Text("允许", "Permitted"), Text("初检", "First"),
             Text("复检", "Re-inspection"), Text("结论", "Verdict")),
            tuple(
                (str(f.batch["batch"]), f"{f.bad}/{f.seen}", f"≤ {plan.parameters['accept']}", f.first,
                 Text("是", "yes") if f.again else Text("否", "no"), f.outcome)
                for f in found
            ),
        )  # fmt: skip
        target = Decimal(plan.parameters["target"] or "98")
        share, units = batch_share(plan, found), unit_share(plan, results)
        rates = Note(Text("合格率", "Rates"), (judgement.words, share.proves(target), units.words(UNITS)))
        return [sampled, verdicts, rates]


def batches(plan: Plan, results: Results) -> list[BatchFound]:
    """What each batch showed."""
    accept, found = int(plan.parameters["accept"]), []
    for batch in plan.parameters["batches"]:
        own = [c for c in plan.cells if c.key.startswith(f"{batch['key']}/")]
        again = _again(plan, results, batch["key"])
        first = _first(plan, results, own)
        deciding = [c.key for c in own if c.item == ("reserve" if again else "sample")]
        outcomes = [results[key].outcome for key in deciding if key in results]
        bad = outcomes.count(Outcome.NOT_CONFORM)
        verdict = _verdict(outcomes, len(deciding), accept)
        found.append(BatchFound(batch, tuple(deciding), bad, len(outcomes), again, first, verdict))
    return found


def batch_share(plan: Plan, found: Sequence[BatchFound]) -> Share:
    """How many of the batches that are decided conform."""
    decided = [f.outcome for f in found if f.outcome in (Outcome.CONFORM, Outcome.NOT_CONFORM)]
    return Share(decided.count(Outcome.CONFORM), len(decided), Decimal(plan.parameters["confidence"]))


def unit_share(plan: Plan, results: Results) -> Share:
    """How many of the units of the samples conform; reserve units do not count."""
    outcomes = [results[c.key].outcome for c in plan.cells if c.item == "sample" and c.key in results]
    return Share(outcomes.count(Outcome.CONFORM), len(outcomes), Decimal(plan.parameters["confidence"]))


def _again(plan: Plan, results: Results, batch: str) -> bool:
    """Whether a reserve unit was examined; a batch that conforms by its units is not inspected again."""
    own = [c for c in plan.cells if c.key.startswith(f"{batch}/")]
    if not any(c.item == "reserve" and c.key in results for c in own):
        return False
    return _first(plan, results, own) is not Outcome.CONFORM


def _first(plan: Plan, results: Results, own: Sequence[Cell]) -> Outcome:
    """The verdict on a batch by the units of its sample alone."""
    sample = [c.key for c in own if c.item == "sample"]
    outcomes = [results[key].outcome for key in sample if key in results]
    return _verdict(outcomes, len(sample), int(plan.parameters["accept"]))


def _verdict(outcomes: Sequence[Outcome], wanted: int, accept: int) -> Outcome:
    """A batch fails as soon as too many units do; it passes when all were examined."""
    if outcomes.count(Outcome.NOT_CONFORM) > accept:
        return Outcome.NOT_CONFORM
    good = sum(o in (Outcome.CONFORM, Outcome.NOT_CONFORM) for o in outcomes)
    return Outcome.CONFORM if good == wanted else Outcome.INCOMPLETE


KIND = Supervision()
