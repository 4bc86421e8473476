"""JJG 188-2017 声级计 (sound level meters), by the acceptance limits of IEC 61672-1:2013."""

from procedures.acoustics.sound_level_meters import SoundLevelMeters
from procedures.acoustics.sound_levels import SoundLevelMeter
from procedures.kit import Facts


class JJG188(SoundLevelMeters[SoundLevelMeter]):
    """Inspection, weightings, linearity, bursts, peak, overload, stability."""

    facts = Facts.beside(__file__)
    subject_model = SoundLevelMeter
