"""OIML R 91:2025: traffic speed meters."""

from metrology.exact import plain
from procedures.kit import Facts, Requirements
from procedures.motion.speed_meters import SpeedMeters


class SpeedMetersOIML(SpeedMeters):
    """Initial and subsequent verification."""

    facts = Facts.beside(__file__)

    @property
    def group(self) -> str:
        """Moving meters have two classes; without one stated they are held to the stricter."""
        return f"mobile {self.subject.moving_class or 'A'}" if self.subject.installation == "mobile" else super().group

    def requirements(self) -> Requirements:
        """The range covers at least what is asked; whole km/h are shown."""
        yield from self.resolution("resolution", "display")
        low, high = self.facts.number("lowest"), self.facts.number("highest")
        yield self.require("lowest", self.subject.lowest, f"≤ {plain(low)} km/h", self.low <= low, "range")
        yield self.require("highest", self.subject.highest, f"≥ {plain(high)} km/h", self.high >= high, "range")
