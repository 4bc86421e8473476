"""JJG 1148-2022 电动汽车交流充电桩 (a.c. charging points for electric vehicles)."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from metrology.exact import plain
from metrology.meter_rounding import meter_rounding
from procedures.electricity.charging_points import IMAX, IMIN, ChargingPoints, ChargingStation
from procedures.kit import Facts, Requirements


class Station(ChargingStation):
    """A charging point of class 1 or 2; the currents may be missing where it was installed before they were marked."""

    accuracy_class: Literal["1", "2"] = Field(alias="class", title="准确度等级 | Accuracy class")
    installed: date | None = Field(None, title="安装日期 | Installed")

    @property
    def unmarked(self) -> bool:
        """Whether a current is missing on the nameplate, and follows from power and voltage."""
        return self.imax is None or self.imin is None


class JJG1148(ChargingPoints[Station]):
    """Verification of a.c. charging points."""

    facts, subject_model = Facts.beside(__file__), Station
    supplies: tuple[str, ...] = ("AC1", "AC3")

    def prepare(self) -> None:
        """The error is rounded by class."""
        super().prepare()
        self.rounding = meter_rounding(self.subject.accuracy_class)

    def rated_currents(self) -> dict[str, Decimal]:
        """The marked currents; where they are not marked they follow from power and voltage."""
        s, marked = self.subject, super().rated_currents()
        imax = s.power.to("W").value / (s.un.to("V").value * s.phases)
        imin = max(marked.get(IMAX, imax) / self.facts.number("imax_to_imin"), self.facts.number("least_imin"))
        return {IMIN: imin, IMAX: imax} | marked

    def limit(self, current: str) -> Decimal:
        """One limit for all currents."""
        del current
        (limit,) = self.facts.table("mpe").numbers(self.subject.accuracy_class)
        return limit

    def requirements(self) -> Requirements:
        """The supply is of this regulation, the display resolves enough, and the currents are marked or may be missing."""
        s, most = self.subject, self.facts.number("digit")
        yield self.require("supply", s.supply, " / ".join(self.supplies), s.supply in self.supplies, "scope")
        yield self.require("digit", s.digit, f"≤ {plain(most)} kWh", self.digit <= most, "display")
        if s.unmarked:
            (before,) = self.facts.table("unmarked").texts("installed_before")
            old = s.installed is not None and s.installed < date.fromisoformat(before)
            yield self.require("unmarked", s.installed or "—", f"< {before}", old, "old")
