"""A simulated KERN balance: the scale of the simulated laboratory, with KCP's own answer to a tare."""

from drivers.simulation import scale_errors
from drivers.simulation.device import Name, Time, Wait
from drivers.simulation.nameplate import scale_plate
from drivers.simulation.scale import SimulatedScale
from drivers.simulation.scale_model import ScaleModel

_PLATE = {"serial": "SIM-0001", "max": "6 kg", "e": "2 g"}


class SimulatedKernKcp(SimulatedScale):
    """One balance on the bench."""

    def handle(self, message: bytes) -> bytes | Wait | None:
        """Answer as MT-SICS does, but for the tare."""
        answer = super().handle(message)
        if isinstance(answer, bytes) and answer.startswith(b"T S "):
            return b"T A\r\n"
        return answer


def alone(time: Time, seed: int) -> SimulatedKernKcp:
    """An honest one with 2 kg on its pan."""
    model = ScaleModel(scale_plate(_PLATE), scale_errors.honest(seed, "SIM-0001"), (seed, "SIM-0001"))
    model.place(2000.0, "centre", -60.0)
    return SimulatedKernKcp(model, Name("KERN", "KCP-6", "SIM-0001", "1.0"), time)
