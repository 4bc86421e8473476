"""What a kind of campaign is: how its file becomes a plan, and how its results become a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from metrology.decision import Outcome, combine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from metrology.text import Text
    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.judgement import CampaignJudgement, Requirement, Section
    from procedures.campaigns.plan import Plan
    from procedures.campaigns.results import Results


@runtime_checkable
class CampaignKind(Protocol):
    """A kind of campaign. It keeps nothing between calls: a verdict follows from plan and results alone.

    Attributes:
        name: What `kind` of a campaign file says.
        title: What the report is called.
    """

    name: str
    title: Text

    def plan(self, file: CampaignFile, seed: str) -> Plan:
        """The plan that a file asks for.

        Args:
            file: The file; it reads tables, nameplates and editions, and collects what is wrong.
            seed: What a random selection or order follows from, see `metrology.sampling.draw`; nobody can choose it.

        Raises:
            CampaignFileError: The file cannot be used; every problem is named.
            UnknownRegulation: An edition that it names is not in force on the day of the campaign.
        """
        ...

    def needed(self, plan: Plan, results: Results) -> Sequence[str]:
        """The cells that must be filled for a verdict, as far as the results say: all, or the stages that are reached."""
        ...

    def judge(self, plan: Plan, results: Results) -> CampaignJudgement:
        """The verdict; called with whatever is there, and decisive once every needed cell is.

        A verdict does not depend on anything else, so that it can be computed again from the runs.
        """
        ...

    def sections(self, plan: Plan, results: Results, judgement: CampaignJudgement) -> Sequence[Section]:
        """What the report shows beside plan, verdict, requirements and list of cells."""
        ...


class EveryCell:
    """A kind that needs every cell of its plan."""

    def needed(self, plan: Plan, results: Results) -> Sequence[str]:  # noqa: ARG002  the same for all results
        """Every cell."""
        return [cell.key for cell in plan.cells]


def overall(requirements: Iterable[Requirement]) -> Outcome:
    """The outcome of the whole from those of its requirements: one that is not met settles it."""
    return combine(r.outcome for r in requirements)


def outcome_of(*, conforms: bool) -> Outcome:
    """Conform or not."""
    return Outcome.CONFORM if conforms else Outcome.NOT_CONFORM
