"""What simulated meters have in common: a nameplate, a model, a socket, and what can happen to them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_model import MeterErrors, MeterModel
from drivers.simulation.noise import uniform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Mishap:
    """What goes wrong with the next answer.

    Attributes:
        checksum: Its check sum.
        address: Its sender.
        busy: It says that it cannot answer now.
    """

    checksum: bool = False
    address: bool = False
    busy: bool = False


_NONE = Mishap()


class SimulatedMeter:
    """Base of the simulated meters.

    Args:
        model: What it counts.
        name: Its nameplate; the digits of the serial number are its address.

    Attributes:
        register: What its pulse output shows.
        constant: Pulses per unit of that register, kWh or m³.
        clock: Whether its clock can be read.
    """

    register, constant = "active_energy_import", 1200
    clock = False
    scheme = "socket://127.0.0.1:{port}"
    end = b""

    def __init__(self, model: MeterModel, name: Name) -> None:
        self.model, self.name = model, name
        self._next = _NONE
        self.mishaps: Mapping[str, Callable[[], None]] = {
            "checksum": lambda: self._befall(Mishap(checksum=True)),
            "address": lambda: self._befall(Mishap(address=True)),
            "busy": lambda: self._befall(Mishap(busy=True)),
            "stuck": self.model.freeze,
            **({"clock_wrong": self.model.turn_back} if self.clock else {}),
        }

    def _befall(self, mishap: Mishap) -> None:
        self._next = mishap

    def _mishap(self) -> Mishap:
        """What goes wrong with this answer; forgotten afterwards."""
        mishap, self._next = self._next, _NONE
        return mishap

    def address(self, digits: int) -> str:
        """The last digits of the serial number, filled up with zeros."""
        return "".join(letter for letter in self.name.serial if letter.isdigit()).zfill(digits)[-digits:]


def another(address: str) -> str:
    """The address of some other meter."""
    return address[:-1] + str((int(address[-1]) + 1) % 10)


def sample(time: Time, seed: int, model: str) -> tuple[MeterModel, Name]:
    """An honest sample and its nameplate, drawn from the seed."""
    serial = str(100_000_000_000 + int(9e11 * abs(uniform(seed, model, "serial")))) if seed != 1 else "202204150918"
    return MeterModel(time, MeterErrors.honest(seed, model)), Name("SIM", model, serial, "1.00")


def backwards(number: int, size: int) -> bytes:
    """Decimal digits packed two by two, the last ones first."""
    return bytes.fromhex(f"{number:0{2 * size}d}"[-2 * size :])[::-1]
