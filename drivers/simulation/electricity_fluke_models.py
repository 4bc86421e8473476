"""Simulated Fluke 5522A and 5720A: the same language, and what each does in its own way."""

from decimal import Decimal
from typing import ClassVar

from drivers.simulation.device import Name, Time
from drivers.simulation.electricity_calibrator import CalibratorModel
from drivers.simulation.electricity_fluke import CONFLICT, RANGE, TEXTS, Fault, SimulatedFluke
from drivers.simulation.noise import uniform

D = Decimal
_COMMON = {
    "V": ("V", D(1)),
    "MV": ("V", D("1E-3")),
    "UV": ("V", D("1E-6")),
    "KV": ("V", D(1000)),
    "A": ("A", D(1)),
    "MA": ("A", D("1E-3")),
    "UA": ("A", D("1E-6")),
    "OHM": ("Ω", D(1)),
    "KOHM": ("Ω", D(1000)),
    "MOHM": ("Ω", D(1_000_000)),
    "HZ": ("Hz", D(1)),
    "KHZ": ("Hz", D(1000)),
    "MHZ": ("Hz", D(1_000_000)),
}
_MEGA = {"MAV": ("V", D(1_000_000)), "MAOHM": ("Ω", D(1_000_000)), "MAHZ": ("Hz", D(1_000_000))}


class SimulatedFluke5522A(SimulatedFluke):
    """A 5522A: drops to standby when a setting crosses 33 V, states five fields, explains its errors itself."""

    _GREATEST: ClassVar = {"V": D(1020), "A": D("20.5"), "Ω": D(1_100_000_000)}

    def __init__(self, model: CalibratorModel, name: Name, time: Time) -> None:
        super().__init__(model, name, time)
        self._commands["ERR?"] = lambda _: self._error()
        self._commands["EXPLAIN?"] = lambda rest: TEXTS.get(int(rest), "Unknown") if rest.isdecimal() else None

    def units(self) -> dict[str, tuple[str, Decimal]]:
        """Units of the 55xx."""
        return _COMMON

    def check(self, value: Decimal, unit: str, frequency: Decimal) -> None:
        """Refuse what is beyond the ranges, and alternating current or voltage that is negative."""
        if abs(value) > self._GREATEST[unit] or frequency > 500_000 or (value < 0 and (frequency or unit == "Ω")):
            raise Fault(RANGE)

    def set(self, value: Decimal, unit: str, frequency: Decimal) -> None:
        """A setting that crosses 33 V drops the output to standby."""
        was_high = self.model.unit == "V" and abs(self.model.value) >= 33
        if unit == "V" and abs(value) >= 33 and not was_high:
            self.model.standby(self.now)
        super().set(value, unit, frequency)

    def status(self) -> int:
        """Bit 7 tells a setting above 33 V."""
        high = self.model.unit == "V" and abs(self.model.value) > 33
        return super().status() | int(high) << 7

    def stated(self) -> str:
        """Amplitude, unit, second amplitude, its unit, frequency."""
        unit = {"Ω": "OHM"}.get(self.model.unit, self.model.unit)
        return f"{self.model.value:.7E},{unit},0E+00,0,{self.model.frequency:.2E}"

    def _error(self) -> str:
        if not self.faults:
            return '0,"No Error"'
        code = self.faults.popleft()
        return f'{code},"{TEXTS[code]}"'


class SimulatedFluke5720A(SimulatedFluke):
    """A 5720A: fixed resistors with stored values, a volt-hertz limit, OPER inhibited by a fault from 22 V upwards."""

    depth = 16
    _GREATEST: ClassVar = {"V": D(1100), "A": D("2.2"), "Ω": D(100_000_000)}

    def __init__(self, model: CalibratorModel, name: Name, time: Time, key: tuple[object, ...] = ()) -> None:
        super().__init__(model, name, time)
        self._key = key
        self.falsified = 0
        self._commands["EXPLAIN?"] = lambda rest: f'"{TEXTS.get(int(rest), "UNKNOWN")}"' if rest.isdecimal() else None
        self._commands["STATE?"] = lambda _: self._state()

    def accept(self, line: str) -> str:
        """The input buffer holds 128 bytes."""
        return line if len(line) <= 128 else "?"

    def units(self) -> dict[str, tuple[str, Decimal]]:
        """MA is mega before a unit, milliampere alone."""
        return _COMMON | _MEGA

    def check(self, value: Decimal, unit: str, frequency: Decimal) -> None:
        """Refuse what is beyond the ranges; amplitude and frequency are judged together."""
        if abs(value) > self._GREATEST[unit] or (value < 0 and (frequency or unit == "Ω")):
            raise Fault(RANGE)
        if frequency > (D(10_000) if unit == "A" else D(1_000_000)) or abs(value) * frequency > D(22_000_000):
            raise Fault(RANGE)

    def adjusted(self, value: Decimal, unit: str) -> Decimal:
        """A resistance is the stored value of the resistor nearest to it."""
        if unit != "Ω" or not value:
            return value
        stored = D(repr(float(value) * (1.0 + 2e-5 * uniform(*self._key, "resistor", value.normalize()))))
        return stored.quantize(D(1).scaleb(value.adjusted() - 7))

    def allow_operation(self) -> None:
        """Inhibited while a fault is waiting and the setting is 22 V or more."""
        if self.faults and self.model.unit == "V" and abs(self.model.value) >= 22:
            raise Fault(CONFLICT)

    def status(self) -> int:
        """With the bits of offset, scaling and range lock."""
        return super().status() | self.falsified

    def stated(self) -> str:
        """Amplitude, unit, frequency."""
        unit = {"Ω": "OHM"}.get(self.model.unit, self.model.unit)
        return f"{self.model.value:.8E},{unit},{self.model.frequency:.4E}"

    def _state(self) -> str:
        if self.model.energised(self.now):
            return '0,"Operating"'
        return '19,"Tripped to Dormant"' if self.model.tripped else '1,"Standby"'
