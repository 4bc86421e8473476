"""Orden ICT/155/2020, anexo XIV (Spain): sound level meters, by the periodic tests of IEC 61672-3:2013."""

from procedures.acoustics.sound_level_meters import SoundLevelMeters
from procedures.acoustics.sound_levels import SoundLevelMeter
from procedures.kit import Facts


class ICT155XIV1(SoundLevelMeters[SoundLevelMeter]):
    """Inspection, weightings, linearity, bursts, peak, overload, stability."""

    facts = Facts.beside(__file__)
    subject_model = SoundLevelMeter
