"""What Vaisala's transmitters on their service port have in common: `SEND`, `VERS`, `SNUM`, one line each."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Self, TypeVar

from drivers.codecs import vaisala
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line
from drivers.roles import Identity, Reading

Answer = TypeVar("Answer")


class VaisalaTransmitter(IdentifiedDriver):
    """Base of a transmitter of air temperature, relative humidity, and more.

    Args:
        link: Its line.
    """

    LINE = Line(sent_end=b"\r", received_end=b"\n")

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver; it has no options."""
        fitting.require_options(())
        return cls(fitting.require_link())

    @staticmethod
    @abstractmethod
    def _decode(line: str) -> Mapping[str, Decimal]:
        """Values of a reply to `SEND` by their units; raises `Malformed`."""

    def _who(self) -> Identity:
        model, version = self._ask("VERS", vaisala.version)
        serial = self._ask("SNUM", vaisala.serial_number)
        return Identity("Vaisala", model, serial, version, f"{model} / {version} {serial}")

    def temperature(self) -> Reading:
        """Air temperature in °C."""
        return self._reading("°C")

    def humidity(self) -> Reading:
        """Relative humidity in %RH."""
        return self._reading("%RH")

    def _reading(self, unit: str) -> Reading:
        self._ready()
        return self._ask("SEND", lambda line: Reading(line, self._decode(line)[unit], unit))

    def _ask(self, message: str, decode: Callable[[str], Answer]) -> Answer:
        line = self._link.query(message)
        with decoding(self._link):
            return decode(line)
