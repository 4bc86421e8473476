"""Effect of temperature on the no-load indication (空载示值的温度影响) (3.9.2.3, A.5.3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from metrology.decision import decide
from metrology.exact import divide, multiply, subtract
from metrology.rounding import plain
from procedures.mass.r76 import sources
from procedures.mass.r76.instrument import AccuracyClass
from procedures.mass.r76.result import Result


@dataclass(frozen=True, slots=True)
class ZeroAtTemperature:
    """The zero found at one temperature: T in °C, P the indication (or its error) at zero prior to rounding."""

    T: Decimal
    P: Decimal


def temperature_step(accuracy_class: AccuracyClass) -> Decimal:
    """Temperature difference that the limit of 1 e belongs to: 1 °C for class I, 5 °C for the others."""
    return Decimal(1) if accuracy_class == "I" else Decimal(5)


def change_per_step(first: ZeroAtTemperature, second: ZeroAtTemperature, step: Decimal) -> Decimal:
    """Change of the zero per temperature step, |ΔP| · step / |ΔT|, in the unit of P.

    Raises:
        ValueError: both were taken at the same temperature.
    """
    if first.T == second.T:
        raise ValueError(f"two zeros at the same temperature, {first.T} °C, say nothing about its effect")
    return divide(multiply(abs(subtract(second.P, first.P)), step), abs(subtract(second.T, first.T)))


def no_load(
    readings: Sequence[ZeroAtTemperature], accuracy_class: AccuracyClass, e: Decimal, *, unit: str = ""
) -> Result:
    """Decide the test: between any two consecutive temperatures the zero changes by at most 1 e per step.

    Args:
        readings: In the order in which they were taken.
        accuracy_class: Class of the instrument.
        e: Smallest verification scale interval of the instrument.
        unit: Unit of P and e.
    """
    if len(readings) < 2:
        return Result.incomplete("至少需要两个温度点", "at least two temperatures are needed")
    step = temperature_step(accuracy_class)
    return Result.of(
        *(
            decide(
                change_per_step(first, second, step),
                (None, e),
                unit=unit,
                formula="|P2 − P1| × step / |T2 − T1|",
                substitution=f"|{plain(second.P)} − {plain(first.P)}| × {step} / |{plain(second.T)} − {plain(first.T)}|",
                source=sources.TEMPERATURE_NO_LOAD,
            )
            for first, second in pairwise(readings)
        )
    )
