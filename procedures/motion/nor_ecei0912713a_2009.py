"""Order of 4 June 2009 (France), ECEI0912713A: road traffic speed meters."""

from metrology.exact import plain
from procedures.kit import Facts, Requirements
from procedures.motion.speed_meters import SpeedMeters


class SpeedMetersFR(SpeedMeters):
    """Initial verification, verification after repair, periodic verification."""

    facts = Facts.beside(__file__)

    def requirements(self) -> Requirements:
        """Both resolutions."""
        yield from self.resolution("resolution", "display")
        shown, asked = self.subject.test_step, self.facts.number("test_step")
        limit = f"{plain(asked)} km/h"
        yield self.require("test_step", shown, limit, shown.to("km/h").value == asked, "display")
