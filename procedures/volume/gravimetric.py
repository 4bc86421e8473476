"""Volume of a measure from the mass of the water that it holds or delivers (衡量法)."""

from decimal import Decimal
from typing import Final, TypeVar

from drivers.roles import Balance, LiquidHandler, Thermometer
from metrology.density import water_density
from metrology.exact import divide, plain
from metrology.rounding import round_to_interval
from procedures.kit import Value, function
from procedures.mass.air import InAir
from procedures.run import Doubt, Problem
from procedures.subject import Subject

S = TypeVar("S", bound=Subject)
REFERENCE_TEMPERATURE, LITRE, GRAMS = Decimal(20), Decimal(1000), Decimal(1000)
MICROGRAM: Final = Decimal("0.000001")
WEIGHTS: Final = Decimal(8000)
"""Density in kg/m³ of the weights that a balance is adjusted with (OIML D 28)."""


def factor(tw: Value, rho_a: Value, expansion: Decimal) -> Value:
    """K(t) in mL/g: from the balance reading of water to the volume of the measure at 20 °C.

    K(t) = (ρB − ρA) [1 + β (20 °C − t)] / (ρB (ρW − ρA)), with the density of water by Tanaka et al.

    Args:
        tw: Temperature of the water, °C.
        rho_a: Density of the air, kg/m³.
        expansion: Cubic expansion β of the measure, 1/°C.
    """
    rho = function("rho", water_density, tw).named("rho")
    expanded = 1 + expansion * (REFERENCE_TEMPERATURE - tw)
    return ((WEIGHTS - rho_a) * expanded * LITRE / (WEIGHTS * (rho - rho_a))).named("Kt")


def water_of(volume: Decimal, K: Value) -> Decimal:
    """What an ideal balance shows in g of a volume in mL of water."""
    return divide(volume, K.number).quantize(MICROGRAM)


def shown(volume: Value, permitted: Decimal) -> Value:
    """A volume as a column shows it: to the place of a hundredth of what is permitted."""
    return Value.constant(round_to_interval(volume.number, Decimal(1).scaleb((permitted / 100).adjusted())))


class Gravimetric(InAir[S]):
    """Verification of a measure by weighing water."""

    balance: Balance
    water: Thermometer
    liquid: LiquidHandler

    def conversion(self, expansion: Decimal) -> Value:
        """K(t) for the water and the air of now."""
        rho_a = self.air()
        most = self.facts.number("water_beside_air")
        tw = self.read("tw", self.water.temperature, unit="°C", expect=20, check=lambda x: self.apart(x, rho_a, most))
        return factor(tw, rho_a, expansion)

    def apart(self, tw: Decimal, rho_a: Value, most: Decimal) -> Problem | None:
        """Water that has not come to the temperature of the room is not weighed."""
        found = abs(tw - rho_a.columns["ta"])
        if found <= most:
            return None
        zh = f"水温与室温相差 {plain(found)} °C，大于 {plain(most)} °C"
        en = f"water and room differ by {plain(found)} °C, more than {plain(most)} °C"
        return Doubt("water_temperature", zh, en)

    def weighed(self, symbol: str, expect: Decimal) -> Value:
        """A reading of the balance in g."""
        return self.read(symbol, self.balance.mass, unit="g", expect=expect, bounded=symbol != "m0")
