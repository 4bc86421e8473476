"""INV 443-2026 燃油加油机防作弊检测 (investigation of fuel dispensers)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from drivers.roles import PortAnalyser
from metrology.detection import change_point, far_from_median, intermittent_power
from procedures.findings import Finding
from procedures.investigations.base import rows_of_evidence
from procedures.investigations.dispenser_deliveries import InvestigatedNozzle, errors
from procedures.investigations.dispenser_states import DispenserStates
from procedures.investigations.evidence import BLANK, Evidence, percent
from procedures.kit import Facts
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from procedures.observed import Curve

FEW = 8
"""Deliveries below which no change of level can be significant."""
PULSE = Decimal(1)


class InvestigationOfFuelDispensers(DispenserStates[InvestigatedNozzle]):
    """Looks for functions of a dispenser that change the volume it shows."""

    facts = Facts.beside(__file__)
    analyser: PortAnalyser
    roles_only_with: ClassVar = {"analyser": "telegrams"}

    @rows_of_evidence
    def port(self) -> None:
        """The port of the board sends, and obeys nothing: no answer to what writes, and the same constant after it."""
        with self.at("heard"):
            ten = Decimal(10)
            heard = self.read("heard", (self.analyser.heard, ten), expect=ten, unit="1", bounded=False).number
            self.found(self.happened(False, f"{heard} / 10 s", ""))
        for n, telegram in enumerate(self.subject.telegrams, 1):
            with self.at(f"T{n}", words=f"报文 {n} | telegram {n}"):
                self.analyser.send(telegram)
                bytes_ = self.read("answered", self.analyser.answered, expect=0, unit="1", bounded=False).number
                constant, stated = self.read_constant(), self.subject.constant
                seen = f"{bytes_} B, K = {constant}"
                self.found(self.happened(bytes_ != 0 or constant != stated, seen, "obeyed"), state="port")

    @rows_of_evidence
    def parameters(self) -> None:
        """The pulse constant that the board shows is that of the certificate."""
        self.check_constant("usual")

    @rows_of_evidence
    def zero(self) -> None:
        """The display stays at zero while the nozzle is lifted and nothing is delivered."""
        with self.at("V_lift"):
            self.dispenser.reset()
            self.wait("lifted")
            shown = self.read("V_lift", self.dispenser.volume, expect=0, unit="L", bounded=False).number
            self.found(self.happened(shown != 0, f"{shown} L", "creeping"))

    @rows_of_evidence
    def occasional(self) -> None:
        """Whether single deliveries in the usual state are far from the others, and whether all began at zero."""
        with self.at("usual"):
            limit, n = float(self.facts.number("far")), len(self.usual)
            far = far_from_median(errors(self.usual), self.sigma, limit)
            fraction, short = (float(self.facts.number(key)) for key in ("fraction", "shortfall"))
            power = intermittent_power(n, fraction / 100, short, self.sigma, limit)
            count = len(far.positions)
            seen = Text(f"{count} 次偏离", f"{count} deviate")
            self.found(
                Evidence(
                    Finding.OPEN if count else Finding.NONE, n, seen, far.chance, power,
                    f"{fraction:g}{BLANK}% × {short:g}{BLANK}%", self.facts.text("far") if count else NO_TEXT,
                )
            )  # fmt: skip
        with self.at("V_zero"):
            count = sum(one.before != 0 for one in self.all)
            self.found(self.happened(count > 0, f"{count} / {len(self.all)}", "not_zero", len(self.all)))

    @rows_of_evidence
    def indication(self) -> None:
        """The mean error in the usual state against the limit of a verification, and whether it changed."""
        with self.at("mean"):
            mean = sum(errors(self.usual), Decimal(0)) / len(self.usual)
            mpe = self.facts.number("mpe")
            found = self.happened(abs(mean) > mpe, f"E = {percent(float(mean))}", "beyond", len(self.usual), mean)
            self.found(found)
        if len(self.usual) < FEW:
            return
        with self.at("E", words="示值误差的变化 | Change of the error"):
            change = change_point(errors(self.usual))
            step = change.after - change.before
            flagged = change.p_value < float(self.facts.number("significance")) and abs(step) > float(
                self.facts.number("guard")
            )
            reason = self.facts.text("changed") if flagged else NO_TEXT
            seen = Text.same(f"Δ = {percent(step)}")
            kind = Finding.OPEN if flagged else Finding.NONE
            self.found(Evidence(kind, len(self.usual), seen, change.p_value, reason=reason))

    @rows_of_evidence
    def accounting(self) -> None:
        """Pulses of the independent encoder against what the display shows: of each delivery, and within one."""
        constant = self.subject.constant
        with self.at("N"):
            wrong = sum(abs(one.shown * constant - one.pulses) > PULSE for one in self.all)
            self.found(self.happened(wrong > 0, f"{wrong} / {len(self.all)}", "unbalanced", len(self.all)))
        with self.at("counts"):
            counts, volumes = self.run.together("recording", self.by_the_second)
            if counts is None or volumes is None:
                return
            shown = dict(volumes.points)
            off = [abs(shown[t] - n / constant) for t, n in counts.points if t in shown]
            most = max(off, default=Decimal(0))
            self.found(self.happened(most > self.facts.number("within"), f"{most:.2f} L", "unbalanced"))

    @rows_of_evidence
    def locking(self) -> None:
        """After deliveries beyond the limit the dispenser delivers nothing until it is initialised."""
        with self.at("V_lock"):
            for _ in range(int(self.facts.number("challenges"))):
                self.dispenser.challenge()
            self.dispenser.reset()
            self.deliver(10)
            shown = self.read("V_lock", self.dispenser.volume, expect=0, unit="L", bounded=False).number
            self.dispenser.initialise()
            self.found(self.happened(shown != 0, f"{shown} L", "unlocked"))

    # --- inside ------------------------------------------------------------------------------------------------------

    def by_the_second(self) -> tuple[Curve | None, Curve | None]:
        """Count and display of one delivery, by the second."""
        seconds = Decimal(20)
        ideal = tuple((Decimal(t), self.rate * t / 60) for t in range(21))
        self.can.drain()
        self.dispenser.reset()
        self.encoder.clear()
        self.dispenser.open_nozzle(self.rate, "L/min")
        counts = self.record(
            "counts", (self.encoder.recording, "count", seconds), unit="1",
            expect=tuple((t, v * self.subject.constant) for t, v in ideal),
        )  # fmt: skip
        volumes = self.record("volumes", (self.dispenser.recording, "volume", seconds), unit="L", expect=ideal)
        self.dispenser.close_nozzle()
        return counts, volumes
