"""JJG 657-2019 呼出气体酒精含量检测仪: breath alcohol analysers (China). A draft: no figure was read."""

from decimal import Decimal

from metrology.limits import Constant, Greatest, Limit, OfReading
from procedures.concentration.breath_analysers import BreathAnalysers
from procedures.kit import Facts

facts = Facts.beside(__file__)


class JJG657(BreathAnalysers):
    """Initial and subsequent verification, in-service inspection."""

    facts = facts

    def limit(self, content: Decimal, shown: Decimal) -> Limit:
        """The greater of a constant and a part of the content."""
        del content, shown
        row = facts.table("mpe").row("mg/L")
        return Greatest(Constant(row["least"]), OfReading(row["percent"]))
