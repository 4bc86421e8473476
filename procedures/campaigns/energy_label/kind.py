"""The kind of campaign about an energy label: three verdicts on a model, each from its samples alone.

The first sample decides a verdict that conforms. Where it does not, the further samples that the edition names are
tested as well, and each of them has to conform (复检). An edition of which nobody remembers how many those are leaves the
verdict of a first sample that fails as it is, and the report says that the rule was not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from metrology.decision import Outcome, combine
from metrology.text import Text
from procedures.campaigns.file import TableModel
from procedures.campaigns.judgement import CampaignJudgement, Note, Requirement, Table
from procedures.campaigns.kind import overall
from procedures.campaigns.plan import Cell, Plan, Sample
from procedures.errors import CampaignFileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.judgement import Section
    from procedures.campaigns.results import CellResult, Results

VERDICTS = {
    "minimum": Text("不低于能效限定值", "Not below the minimum"),
    "overstated": Text("标识等级不优于实测（虚标）", "Printed grade not better than found"),
    "printed": Text("标识值在允差内", "Printed values within their tolerance"),
}
RULE_UNKNOWN = Text(
    "该版本标准的复检规则未查到：按首台样机作结论，不复检。",
    "The rule of this edition for further samples was not found: the first sample decides, and none is tested again.",
)
RULE = Text(
    "首台某项不合格时，另测 {n} 台，均合格则该项合格。",
    "Where the first sample fails one of them, {n} more are tested, and all of these have to conform.",
)
EVERY_SAMPLE = 1
MARKS = {Outcome.CONFORM: "✓", Outcome.NOT_CONFORM: "✗"}
UNKNOWN = "?"
COLUMNS = {
    "grade_found": Text("实测等级", "grade found"), "grade_printed": Text("标识等级", "grade printed"),
    "printed": Text("标识值", "printed"), "eps": Text.same("ε"), "mu": Text.same("μ"), "eta": Text.same("η"),
    "eei": Text.same("EEI"), "E_24": Text.same("E₂₄"), "E_kg": Text.same("E_s"), "W_kg": Text.same("W_s"),
    "E_cycle": Text.same("E_c"), "W_cycle": Text.same("W_c"), "ratio": Text("洗净比", "washing ratio"),
}  # fmt: skip
"""What the columns of the runs are called."""


class Label(TableModel):
    """The tables of the kind."""

    regulation: str
    subject: str
    serials: tuple[str, ...] = Field(min_length=1)


class EnergyLabel:
    """An energy label of a model."""

    name = "energy-label"
    title = Text("能效标识计量检测报告", "Report on an Energy Label")

    def plan(self, file: CampaignFile, seed: str) -> Plan:  # noqa: ARG002  samples are named, not drawn
        """A cell for each sample: the first, and those that are kept for a second test.

        Raises:
            CampaignFileError: Fewer samples are named than a second test needs, or one twice.
        """
        asked = file.read(Label)
        edition = file.edition(asked.regulation)
        facts: Any = edition.facts  # type: ignore[attr-defined]
        again = int(facts.number("again")) if facts.known("again") else 0
        plate, serials = file.nameplate(asked.subject), asked.serials
        problems = [f"serials: {s!r} is named twice" for s in dict.fromkeys(serials) if serials.count(s) > 1]
        if len(serials) != EVERY_SAMPLE + again:
            problems.append(f"serials: {EVERY_SAMPLE + again} samples are needed by {edition.regulation.id}")
        if problems:
            raise CampaignFileError(file.path, problems)
        samples = tuple(Sample(key=f"S{n}", nameplate={**plate, "serial": s}) for n, s in enumerate(serials, 1))
        cells = tuple(
            Cell(
                key=f"sample/{s.key}", sample=s.key, item="label", name=Text(f"样机 {s.key}", f"sample {s.key}"),
                regulation=edition.regulation.id,
            )
            for s in samples
        )  # fmt: skip
        rule = facts.source("samples")
        parameters = {"again": again, "rule": str(rule.status)}
        return Plan(cells=cells, samples=samples, parameters=parameters, sources=(rule,), edition=edition.regulation.id)

    def needed(self, plan: Plan, results: Results) -> Sequence[str]:
        """The first sample; all of them where it fails."""
        first, *others = [cell.key for cell in plan.cells]
        failed = first in results and any(_outcome(results[first], v) is Outcome.NOT_CONFORM for v in VERDICTS)
        return [first, *(others if failed else [])]

    def judge(self, plan: Plan, results: Results) -> CampaignJudgement:
        """Each of the three verdicts for itself."""
        rows = tuple(_verdict(key, plan, results) for key in VERDICTS)
        said = "；".join(f"{r.name.zh}：{r.value}" for r in rows)
        words = Text(said, "; ".join(f"{r.name.en}: {r.value}" for r in rows)) if results else Text("", "")
        return CampaignJudgement(overall(rows), rows, words, {r.key: str(r.outcome) for r in rows})

    def sections(self, plan: Plan, results: Results, judgement: CampaignJudgement) -> list[Section]:  # noqa: ARG002
        """What each sample showed."""
        heads = (
            Text("样机", "Sample"), Text("结论项", "Verdict"), Text("内容", "Quantity"), Text("数值", "Values"),
            Text("结论", "Conclusion"),
        )  # fmt: skip
        rows = tuple(
            (plan.cell(cell).sample, VERDICTS[p.item], p.label, _values(p.values), p.outcome)
            for cell, result in results.items()
            for p in result.points
            if p.item in VERDICTS
        )
        again = int(plan.parameters["again"])
        rule = Text(*(part.format(n=again) for part in RULE)) if again else RULE_UNKNOWN
        return [
            Table(Text("各样机", "Samples"), heads, rows, (0.9, 2.6, 2.4, 3.2, 1.4)),
            Note(Text("抽样与复检", "Samples"), (rule,)),
        ]


def _verdict(key: str, plan: Plan, results: Results) -> Requirement:
    """One verdict: that of the first sample; where it fails, those of all further ones."""
    first, *others = plan.cells
    outcomes = [_outcome(results[c.key], key) for c in (first, *others) if c.key in results]
    cells = tuple(c.key for c in (first, *others) if c.key in results)
    outcome = outcomes[0] if outcomes else Outcome.INCOMPLETE
    if outcome is Outcome.NOT_CONFORM and others:
        outcome = combine(outcomes[1:]) if len(outcomes) == len(plan.cells) else Outcome.INCOMPLETE
    source, shown = (
        plan.sources[0],
        ", ".join(f"{plan.cell(c).sample} {MARKS.get(o, UNKNOWN)}" for c, o in zip(cells, outcomes, strict=True)),
    )
    return Requirement(key, VERDICTS[key], shown or "—", "✓", outcome, source.clause, str(source.status), cells)


def _outcome(result: CellResult, item: str) -> Outcome:
    """What a run concluded of one of the three."""
    return combine(p.outcome for p in result.of(item))


def _values(values: Mapping[str, Decimal]) -> Text:
    named = [(COLUMNS.get(key, Text.same(key)), f"{value.normalize():f}") for key, value in values.items()]
    return Text("，".join(f"{n.zh} {v}" for n, v in named), ", ".join(f"{n.en} {v}" for n, v in named))
