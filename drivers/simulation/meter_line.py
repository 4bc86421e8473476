"""Several simulated meters on one line: each hears every frame, and the one that is meant answers."""

from collections.abc import Sequence

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_device import SimulatedMeter


class MeterLine:
    """A line with meters of one protocol.

    Args:
        name: Name of the line.
        meters: The meters.
        time: The world's time.
        silences: World times from and until which nothing on the line answers.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b""

    def __init__(
        self, name: str, meters: Sequence[SimulatedMeter], time: Time, silences: Sequence[tuple[float, float]] = ()
    ) -> None:
        self.name = Name("SIM", name, "", "1.00")
        self._meters, self._time, self._silences = tuple(meters), time, tuple(silences)

    def length(self, received: bytes) -> int | None:
        """As the meters tell their frames."""
        return self._meters[0].length(received)  # type: ignore[attr-defined,no-any-return]

    def handle(self, message: bytes) -> bytes | None:
        """The answer of the meter that is meant; None during a silence."""
        now = float(self._time.now())
        if any(begin <= now < end for begin, end in self._silences):
            return None
        answers = (meter.handle(message) for meter in self._meters)  # type: ignore[attr-defined]
        return next((answer for answer in answers if answer is not None), None)
