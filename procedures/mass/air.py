"""Weighing in air: the density of the air by its temperature, humidity and pressure."""

from typing import TypeVar

from drivers.roles import Barometer
from metrology.density import air_density
from procedures.kit import KitProcedure, Value, function
from procedures.subject import Subject

S = TypeVar("S", bound=Subject)


class InAir(KitProcedure[S]):
    """A procedure that weighs, and corrects for the buoyancy of the air."""

    barometer: Barometer

    def air(self) -> Value:
        """Density of the air in kg/m³ by the formula CIPM-2007."""
        ta = self.read("ta", self.room.temperature, unit="°C", expect=20, bounded=False)
        hr = self.read("hr", self.room.humidity, unit="%RH", expect=50, bounded=False)
        pa = self.read("pa", self.barometer.air_pressure, unit="hPa", expect=1013, bounded=False)
        return function("rho_a", air_density, ta, hr, pa).named("rho_a")
