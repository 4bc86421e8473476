"""Order of 8 July 2003 (France), INDI0301735A: breath analysers in service."""

from decimal import Decimal

from pydantic import Field

from metrology.exact import divide
from metrology.limits import Limit
from procedures.concentration.breath_analysers import BreathAnalyser, BreathAnalysers
from procedures.kit import Facts, within

facts = Facts.beside(__file__)


class BreathAnalyserFR(BreathAnalyser):
    """An analyser in service in France."""

    former: bool = Field(False, title="依 2003 年前规定批准的型式 | Type approved under the rules before 2003")


class BreathAnalysersFR(BreathAnalysers):
    """Periodic verification, and any control in service."""

    facts, subject_model = facts, BreathAnalyserFR

    def limit(self, content: Decimal, shown: Decimal) -> Limit:
        """A constant below the first edge; beyond it a part of the value measured, greater beyond the last edge."""
        edges, n = facts.table("edges").row("mg/L"), facts.number
        if content < edges["constant"]:
            return within(n("least"))
        percent = n("percent") if content <= edges["percent"] else n("percent_above")
        if getattr(self.subject, "former", False) and edges["former"] <= content <= edges["percent"]:
            percent = n("percent_former")
        return within(divide(percent * shown, 100))
