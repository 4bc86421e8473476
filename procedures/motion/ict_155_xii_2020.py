"""Orden ICT/155/2020, anexo XII (Spain): speed meters of motor vehicles."""

from procedures.kit import Facts
from procedures.motion.speed_meters import SpeedMeters
from procedures.text import Text


class SpeedMetersES(SpeedMeters):
    """Product verification, verification after repair or modification, periodic verification."""

    facts = Facts.beside(__file__)

    def omits(self, key: str) -> Text | None:
        """The functions are tested in the laboratory."""
        return super().omits("laboratory" if key == "functions" else key)
