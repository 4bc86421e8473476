"""JJF 1587-2016 数字多用表校准规范 (digital multimeters): voltage, current and resistance against a calibrator.

A result is the mean error of the readings at a point with U and k of its budget. It is compared with the maker's
specification only by a decision rule that the customer agreed to.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from drivers.roles import ACDCSource, DigitalMultimeter, Leads
from procedures.electricity.multimeter_ranges import Multimeter, Range
from procedures.kit import Curve, Facts, KitProcedure, Quantity, Value, ascii_key, mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from procedures.electricity.multimeter_ranges import ACAmperes, ACVolts

facts = Facts.beside(__file__)
COLUMNS = "ref x E U_exp k_exp/1 MPE?"
AC = "source.ac"
"""The calibrator as a standard of alternating quantities has an uncertainty of its own."""


class JJF1587(KitProcedure[Multimeter]):
    """Calibration of every range of a multimeter."""

    facts, subject_model, under_test, unit = facts, Multimeter, "meter", "V"
    source: ACDCSource
    meter: DigitalMultimeter
    leads: Leads

    @facts.item(COLUMNS, unit="V")
    def dc_voltage(self) -> None:
        """Every range at its parts, set by the calibrator, read by the meter."""
        self._direct("voltage", self.subject.dc_voltage, self.source.set_voltage, self.meter.dc_voltage)

    @facts.item(COLUMNS, unit="A")
    def dc_current(self) -> None:
        """As direct voltage, on the terminals for current."""
        self._direct("current", self.subject.dc_current, self.source.set_current, self.meter.dc_current)

    @facts.item("ref x E zero? U_exp k_exp/1 MPE?", unit="Ω")
    def resistance(self) -> None:
        """Every range with four wires, or with two that are zeroed."""
        for r in self.subject.resistance:
            self._connected(f"{r.wires}-wire")
            query, zero = (self.meter.resistance_4w if r.wires == 4 else self.meter.resistance_2w), None
            if r.wires == 2:
                with self.at(r.upper, Quantity(Decimal(0), "Ω")):
                    self.source.set_resistance(Decimal(0), "Ω")
                    zero = self.read("zero", (query, r.full))
            for part in facts.table("points").numbers("resistance"):
                self._point(r, part, self.source.set_resistance, query, zero=zero)
        self.source.standby()

    @facts.item(COLUMNS, unit="V")
    def ac_voltage(self) -> None:
        """Every range at its frequencies."""
        self._alternating("voltage", self.subject.ac_voltage, self.source.set_voltage, self.meter.ac_voltage)

    @facts.item(COLUMNS, unit="A")
    def ac_current(self) -> None:
        """As alternating voltage, on the terminals for current."""
        self._alternating("current", self.subject.ac_current, self.source.set_current, self.meter.ac_current)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _connected(self, circuit: str) -> None:
        """The leads are moved while the output is off."""
        self.source.standby()
        self.leads.connect(circuit)

    def _direct(self, circuit: str, ranges: tuple[Range, ...], put_out: Callable[..., Any], query: Any) -> None:
        self._connected(circuit)
        for n, r in enumerate(ranges):
            for part in facts.table("points").numbers("other" if n else "basic"):
                self._point(r, part, put_out, query)
        self.source.standby()

    def _alternating(
        self, circuit: str, ranges: tuple[ACVolts | ACAmperes, ...], put_out: Callable[..., Any], query: Any
    ) -> None:
        self._connected(circuit)
        for n, r in enumerate(ranges):
            for m, f in enumerate(r.frequencies):
                for part in facts.table("points").numbers("ac_other" if n or m else "ac_basic"):
                    self._point(r, part, put_out, query, frequency=f)
        self.source.standby()

    def _point(
        self, r: Range, part: Decimal, put_out: Callable[..., Any], query: Any,
        *, frequency: Quantity | None = None, zero: Value | None = None,
    ) -> None:  # fmt: skip
        at, unit = r.full * part / 100, r.base
        ranges = (r.upper,) if frequency is None else (r.upper, frequency)
        words = ", ".join(map(str, ranges))
        with self.at(*ranges, Quantity(at, unit), why=f"量程的 {part} % | {part} % of the range"):
            put_out(at, unit, *(() if frequency is None else (frequency.to("Hz").value,)))
            behind = "" if frequency is None else AC
            shown = self.run.together("readings", lambda: self._readings(query, r.full, behind))
            errors = [x - ref if zero is None else x - zero - ref for ref, x in shown]
            self.calibrate(
                "error" if zero is None else "two_wire", limit=r.limit(facts.source("limit")), point=at,
                repeated=errors, given={"resolution": r.step, "zero": r.step}, E=mean(errors),
                curve=Curve("error", chart=ascii_key(words), words=words),
            )  # fmt: skip

    def _readings(self, query: Any, full: Decimal, behind: str) -> list[tuple[Value, Value]]:
        """What the source puts out is asked beside every reading of the meter."""
        return [
            (
                self.read("ref", self.source.output, number=n, standards=behind),
                self.read("x", (query, full), number=n),
            )
            for n in range(1, int(facts.number("readings")) + 1)
        ]
