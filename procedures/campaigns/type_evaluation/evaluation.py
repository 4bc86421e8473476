"""The kind of campaign `type-evaluation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from procedures.campaigns.kind import EveryCell
from procedures.campaigns.type_evaluation import judging, planning
from procedures.campaigns.type_evaluation import sections as showing

if TYPE_CHECKING:
    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.judgement import CampaignJudgement, Section
    from procedures.campaigns.plan import Plan
    from procedures.campaigns.results import Results


class TypeEvaluation(EveryCell):
    """The samples of a type under every test of a scheme."""

    name = "type-evaluation"
    title = Text("型式评价试验报告", "Report on the Tests of a Type Evaluation")

    def plan(self, file: CampaignFile, seed: str) -> Plan:
        """Samples × tests × levels, in the order of the scheme; nothing is drawn by chance."""
        del seed
        return planning.plan(file)

    def judge(self, plan: Plan, results: Results) -> CampaignJudgement:
        """Every cell, the zero between temperatures, the errors at reference before and after."""
        return judging.judge(plan, results)

    def sections(self, plan: Plan, results: Results, judgement: CampaignJudgement) -> list[Section]:
        """The matrix, the shifts, plots, what is not covered."""
        del judgement
        return showing.sections(plan, results)


KIND = TypeEvaluation()
