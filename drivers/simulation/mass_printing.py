"""A simulated balance that prints by itself as soon as what was put on it has come to rest."""

from decimal import Decimal

from drivers.simulation.device import Name, Time
from drivers.simulation.mass_balance import SimulatedBalance
from drivers.simulation.mass_pan import Pan
from drivers.simulation.noise import uniform

LIGHTEST = 0.0005
"""Part of Max below which nobody presses the print key."""


class SimulatedPrinter(SimulatedBalance):
    """A balance on MT-SICS that prints each load once.

    Attributes:
        pause: Real seconds between two looks at the pan.
        printing: Whether somebody prints; a key that nobody presses prints nothing.
    """

    pause = 0.01

    def __init__(self, pan: Pan, name: Name, time: Time) -> None:
        super().__init__(pan, name, time)
        self.printing = True
        self._printed: tuple[int, float] = (0, -1e9)

    def say(self) -> bytes:
        """What is printed now: mostly nothing."""
        now = float(self._time.now())
        load = self.pan.changes()
        if load == self._printed or not self.printing or not self.pan.stable(now):
            return b""
        self._printed = load
        if self.pan.over(now):
            return b"S +\r\n"
        if self.pan.gross(now) - self.pan.offset < LIGHTEST * self.pan.capacity:
            return b""
        return f"S S {self.pan.shown(now):>10f} g\r\n".encode()


def alone(time: Time, seed: int) -> SimulatedPrinter:
    """A balance of 6.2 kg, d = 0.01 g."""
    name = Name("Mettler-Toledo", "XPR6002S 6200.00 g", "SIM-B926000007", "2.30 18.6.4")
    return SimulatedPrinter(Pan(6200.0, Decimal("0.01"), gain=2e-6 * uniform(seed, "printing_6kg")), name, time)
