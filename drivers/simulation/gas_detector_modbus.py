"""Simulated gas detectors on Modbus, for a monitor: honest, drifting, silent, with a failed self-test, in a leak.

Holding registers as of `meter_modbus`: 0–1 serial number, 10–11 the constant 230.5; and 200 content in 0.01 % LEL,
201 and 202 the newest check of zero and of span (50 % LEL) in 0.01 %, 203 the self-test, 0 where it passed. A check is
made once a day. The map is `config/registers/gas-detector.toml`.
"""

from dataclasses import dataclass

from drivers.simulation.device import Name
from drivers.simulation.meter_modbus import SimulatedModbusMeter
from drivers.simulation.meter_model import MeterModel
from drivers.simulation.noise import normal

DAY = 86_400.0
SPAN = 50.0
"""% LEL of the test gas."""
NOISE = 0.12
"""Standard deviation of a check, % LEL."""
FAILED = 4
"""What the self-test reports where it fails."""


@dataclass(frozen=True, slots=True)
class Course:
    """What happens to a detector; times in world seconds, None for never.

    Attributes:
        began: Since when its zero drifts.
        drift: Drift of the zero, % LEL a day.
        silent: From when on it does not answer.
        fails: From when on its self-test fails.
        leaks: From when and until when there is gas, and its content, % LEL.
    """

    began: float = 0.0
    drift: float = 0.0
    silent: float | None = None
    fails: float | None = None
    leaks: tuple[tuple[float, float, float], ...] = ()


class SimulatedGasDetector(SimulatedModbusMeter):
    """One detector.

    Args:
        model: Where its time comes from.
        name: Its nameplate.
        unit: Unit address.
        modbus: `rtu` or `tcp`.
        course: What happens to it.
        seed: Its noise follows from it.
    """

    def __init__(self, model: MeterModel, name: Name, unit: int, modbus: str, course: Course, seed: int) -> None:
        super().__init__(model, name, unit, modbus)
        self._course, self._seed = course, seed

    def handle(self, message: bytes) -> bytes | None:
        """Answer; nothing once it is silent."""
        now = float(self.model.time.now())
        return None if self._course.silent is not None and now >= self._course.silent else super().handle(message)

    def _zero(self, now: float) -> float:
        return self._course.drift * (now - self._course.began) / DAY

    def _image(self) -> dict[int, int]:
        now, course = float(self.model.time.now()), self._course
        checked = now - now % DAY  # at midnight of the world
        noise = [normal(self._seed, self.name.serial, kind, checked) * NOISE for kind in ("zero", "span")]
        gas = max((content for begin, end, content in course.leaks if begin <= now < end), default=0.0)
        values = (
            gas + self._zero(now) + 0.05 * normal(self._seed, self.name.serial, "gas", now // 10),
            self._zero(checked) + noise[0],
            SPAN + self._zero(checked) + noise[1],
        )
        shown = [max(-32768, min(32767, round(100 * value))) for value in values]
        failed = FAILED if course.fails is not None and now >= course.fails else 0
        return {
            **super()._image(),
            **{200 + n: value & 0xFFFF for n, value in enumerate(shown)},
            203: failed,
        }
