"""The kind of campaign about a reference material."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from procedures.campaigns.kind import EveryCell
from procedures.campaigns.reference_material.judging import judged
from procedures.campaigns.reference_material.planning import planned
from procedures.campaigns.reference_material.showing import sections
from procedures.campaigns.reference_material.study import Study

if TYPE_CHECKING:
    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.judgement import CampaignJudgement, Section
    from procedures.campaigns.plan import Plan
    from procedures.campaigns.results import Results


class ReferenceMaterial(EveryCell):
    """Studies of one property of one lot."""

    name = "reference-material"
    title = Text("标准物质研制评估报告", "Report on a Reference Material")

    def plan(self, file: CampaignFile, seed: str) -> Plan:
        """Units and order for each part."""
        return planned(file, seed)

    def judge(self, plan: Plan, results: Results) -> CampaignJudgement:
        """Homogeneous, stable, characterised without outliers, and certain enough."""
        return judged(Study(plan, results))

    def sections(self, plan: Plan, results: Results, judgement: CampaignJudgement) -> list[Section]:  # noqa: ARG002
        """Tables and plots."""
        return list(sections(Study(plan, results)))
