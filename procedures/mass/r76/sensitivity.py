"""Sensitivity of a non-self-indicating instrument (灵敏度) (6.1, A.4.9)."""

from decimal import Decimal

from metrology.decision import Decision
from procedures.mass.r76 import sources
from procedures.mass.r76.at_least import at_least
from procedures.mass.r76.instrument import AccuracyClass

LARGE_MAX_KG = Decimal(30)


def required_displacement_mm(accuracy_class: AccuracyClass, maximum_kg: Decimal) -> Decimal:
    """Displacement that an extra load of the MPE must cause: 1 mm (I, II), 2 mm (III, IIII up to 30 kg), 5 mm."""
    if accuracy_class in ("I", "II"):
        return Decimal(1)
    return Decimal(2) if maximum_kg <= LARGE_MAX_KG else Decimal(5)


def sensitivity(displacement_mm: Decimal, accuracy_class: AccuracyClass, maximum_kg: Decimal) -> Decision:
    """Decide the permanent displacement found at one load, the extra load being the MPE but not less than 1 mg."""
    required = required_displacement_mm(accuracy_class, maximum_kg)
    return at_least(displacement_mm, required, unit="mm", formula="displacement", source=sources.SENSITIVITY)
