"""JJG 693-2011 可燃气体检测报警器: combustible gas detectors with an alarm."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from metrology.decision import Outcome
from metrology.limits import Limit, OfSpan
from procedures.concentration.gas_detectors import GasDetector, GasDetectors
from procedures.kit import Facts, Quantity, Value, at_most, quantity
from procedures.text import Text

facts = Facts.beside(__file__)
Lel = Annotated[Quantity, quantity("%", above=0, highest=100)]
BETWEEN = Text(
    "各来源给出的漂移限值不一致，介于其间", "reports give different limits of the drift, and it lies between them"
)


class CombustibleGasDetector(GasDetector):
    """A detector that shows % of the lower explosive limit."""

    upper: Lel = Field(title="测量上限 / %LEL | Upper limit, % LEL")
    step: Lel = Field(title="分辨力 / %LEL | Resolution, % LEL")
    alarm: Lel = Field(title="报警设定值 / %LEL | Alarm set point, % LEL")


class JJG693(GasDetectors):
    """Verification of combustible gas detectors."""

    facts, subject_model = facts, CombustibleGasDetector

    def limit(self, content: Decimal) -> Limit:
        """A part of the whole scale."""
        del content
        return OfSpan(facts.number("error"), 0, self.top, source=facts.source("mpe"))

    def judge_drift(self, what: str, drift: Value) -> None:
        """Below both reported limits it conforms, beyond both it does not; between them nobody can say."""
        del what
        strict, loose = facts.number("drift_strict"), facts.number("drift_loose")
        if strict < drift.number <= loose:
            self.conclude(Outcome.UNDECIDED, reason=BETWEEN, permitted=f"≤ {strict} … {loose}", dr=drift)
        else:
            self.compare(at_most(strict if drift.number <= strict else loose), dr=drift)
