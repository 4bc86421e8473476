"""JJG 915-2008 一氧化碳检测报警器: carbon monoxide detectors. A draft: only the error of indication was reported."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from metrology.limits import Constant, Greatest, Limit, OfReading
from procedures.concentration.gas_detectors import GasDetector, GasDetectors
from procedures.kit import Facts, Quantity, quantity

facts = Facts.beside(__file__)
Amount = Annotated[Quantity, quantity("µmol/mol", above=0)]


class CarbonMonoxideDetector(GasDetector):
    """A detector that shows µmol/mol."""

    upper: Amount = Field(title="测量上限 | Upper limit")
    step: Amount = Field(title="分辨力 | Resolution")
    alarm: Amount = Field(title="报警设定值 | Alarm set point")


class JJG915(GasDetectors):
    """Verification of carbon monoxide detectors."""

    facts, subject_model = facts, CarbonMonoxideDetector

    def limit(self, content: Decimal) -> Limit:
        """A constant or a part of the content: either is enough."""
        del content
        row = facts.table("mpe").row("µmol/mol")
        return Greatest(Constant(row["constant"]), OfReading(row["percent"]), source=facts.source("mpe"))
