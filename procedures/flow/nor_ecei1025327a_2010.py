"""Arrêté du 21 octobre 2010, NOR ECEI1025327A (France): gas meters in service and after repair."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from metrology.exact import trimmed
from metrology.limits import Limit
from procedures.flow.gas_meters import PRINCIPLES, QMAX, QMIN, AnyGasMeter, GasMeters
from procedures.kit import Facts, less_uncertainty, within
from procedures.regulation import Stage

LARGE = 16  # m³/h: a diaphragm meter from here on is verified more often


class FrenchGasMeter(AnyGasMeter):
    """A gas meter of any principle, by its certificate: a class, or an approval of before the directive."""

    principle: Literal["diaphragm", "rotary", "turbine", "ultrasonic", "coriolis"] = Field(
        title="原理 | Principle", json_schema_extra={**PRINCIPLES}
    )
    earlier: bool = Field(False, title="欧盟计量器具指令之前批准的型式 | Approved before the directive")

    @property
    def period(self) -> str:
        """Row of the periods."""
        if self.principle == "diaphragm":
            return "large diaphragm" if self.qmax.to("m³/h").value >= LARGE else "small diaphragm"
        return self.principle


class GasMetersFR(GasMeters[FrenchGasMeter]):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
    subject_model = FrenchGasMeter

    def mpe_row(self) -> str:
        """Row of ``[tables.mpe]``: by class, or for an earlier approval by principle."""
        s = self.subject
        kind = ("diaphragm" if s.principle == "diaphragm" else "other") if s.earlier else s.accuracy_class
        return f"{kind} repaired" if self.run.stage is Stage.AFTER_REPAIR else kind

    def transition(self) -> Decimal:
        """Qt; for an earlier approval a multiple of Qmin or a part of Qmax."""
        s = self.subject
        if not s.earlier:
            return super().transition()
        if s.principle == "diaphragm":
            return trimmed(self.facts.number("of_qmin") * self.rates[QMIN])
        return trimmed(self.facts.number("of_qmax") * self.rates[QMAX])

    def permitted(self, rate: Decimal) -> Limit:
        """Less where the uncertainty of the reference is above a third of the limit."""
        U = self.uncertainty("bench", rate, step=Decimal(0))
        return within(less_uncertainty(self.limit(rate), None if U is None else U / rate * 100))
