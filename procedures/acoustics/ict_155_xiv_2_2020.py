"""Orden ICT/155/2020, anexo XIV (Spain): sound calibrators, by the periodic tests of IEC 60942:2017."""

from procedures.acoustics.sound_calibrators import SoundCalibrators
from procedures.kit import Facts


class ICT155XIV2(SoundCalibrators):
    """Inspection, level, fluctuation, frequency, distortion."""

    facts = Facts.beside(__file__)
