"""A contact gauge: a pointer gauge whose pointer closes and opens contacts where a person has put their pointers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation import gauge as gauges
from drivers.simulation.nameplate import gauge_plate
from drivers.simulation.people import Clumsy
from drivers.simulation.pressure_line import Approach, PressureLine
from drivers.simulation.units.gauge import Gauge, GaugeUnderTest, findings_of
from drivers.simulation.world import World, size_of
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Default size of each defect of the contacts, in class widths; the others are those of any gauge.
DEFECTS = {"contact_early": 1.5, "contact_gap": 1.2, "leaking": 1.0}
_SOUND, _LEAKING = 200, 3  # MΩ
#: Part of the span that the pressure changes in a second, and by which it is varied to find where a contact switches.
_RATE, _STEP = 0.005, 1e-6


@dataclass(frozen=True, slots=True)
class ContactErrors:
    """Errors of the contacts of one sample, in class widths.

    Attributes:
        early: They switch where the pointer is so much below the set pointer.
        gap: So much lies between closing and opening, besides what hysteresis and friction of the gauge make.
        leaking: Their insulation is poor.
    """

    early: float = 0.0
    gap: float = 0.0
    leaking: bool = False


def with_defect(defect: str, size: float) -> ContactErrors:
    """Contacts with one defect; raises `KeyError` for one that they do not have."""
    return {
        "contact_early": ContactErrors(early=size),
        "contact_gap": ContactErrors(gap=size),
        "leaking": ContactErrors(leaking=True),
    }[defect]


class ContactGaugeUnderTest(GaugeUnderTest):
    """A contact gauge at work, with a person who turns its set pointers and the pump, and looks at a lamp.

    Attributes:
        contacts: Errors of its contacts.
        world: Where it is.
        set: Where the set pointers stand, in kPa.
    """

    methods = frozenset({"set_pointer", "switching_pressure", "indication_of"})
    quantities: ClassVar[Mapping[str, object]] = {}
    contacts = ContactErrors()
    world: World
    set: dict[str, float]

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Turn a set pointer, find where its contact switches, or measure the insulation; raises `Clumsy`."""
        if method == "set_pointer":
            self.set[arguments[0]] = float(convert(Decimal(arguments[1]), arguments[2], "kPa"))
            return None, 5.0
        if method == "indication_of":
            return _read(Decimal(_LEAKING if self.contacts.leaking else _SOUND), "MΩ"), 10.0
        return self._switched(*arguments)

    def safe(self) -> float:
        """It puts nothing out."""
        return 0.0

    def _switched(self, contact: str, direction: str) -> tuple[dict[str, str], float]:
        """Change the pressure slowly until the contact switches; what the controller shows there."""
        if contact not in self.set:
            raise Clumsy(f"nobody has put the pointer of the {contact} contact anywhere")
        sign, now, line, plate = (1 if direction == "rising" else -1), self.world.now(), self.line, self.plate
        span, approach = plate.upper - plate.lower, Approach(line.approach.number + 1, sign, 1)
        wanted = self.set[contact] + (sign * self.contacts.gap / 2 - self.contacts.early) * plate.class_width
        low, high = plate.lower, plate.upper
        while high - low > _STEP * span:
            middle = (low + high) / 2
            low, high = (low, middle) if self.pointing(middle, approach, now, tapped=False) > wanted else (middle, high)
        before = line.pressure(now)
        if (high - before) * sign <= 0:
            raise Clumsy(f"at {before:.2f} kPa the {contact} contact has switched already")
        controlled = (high - line.true_offset) / line.true_gain
        line.go(controlled, _RATE * span, now)
        shown = convert(Decimal(f"{controlled:.2f}"), "kPa", plate.unit)
        return _read(shown, plate.unit), abs(high - before) / (_RATE * span) + 10 * line.tau


def _read(value: Decimal, unit: str) -> dict[str, str]:
    return {"text": f"{value:f}", "value": f"{value:f}", "unit": unit}


class ContactGauge(Gauge):
    """The kind of unit."""

    methods = Gauge.methods | ContactGaugeUnderTest.methods

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> GaugeUnderTest:
        """The gauge at a position; raises `BenchFileError` for a defect that such gauges do not have."""
        serial = str(plate.get("serial", ""))
        entry, errors, contacts = world.entry(serial), gauges.honest(world.seed, serial), ContactErrors()
        if entry.defect:
            size = size_of(entry, gauges.DEFECTS | DEFECTS)
            if entry.defect in DEFECTS:
                errors = replace(errors, gain=0.0, curve=0.0, hysteresis=0.0, friction=0.0)
                contacts = with_defect(entry.defect, size)
            else:
                errors = gauges.with_defect(errors, entry.defect, size)
        made = ContactGaugeUnderTest(
            gauge_plate(plate, self.parts),
            errors,
            PressureLine(world.simulation.full_scale),
            (world.seed, serial),
            world.air,
        )
        made.full_scale, made.world, made.contacts, made.set = world.simulation.full_scale, world, contacts, {}
        self.attend(world, position, findings_of(errors))
        return made


UNIT = ContactGauge()
