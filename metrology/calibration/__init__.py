"""What a calibration certificate states, as functions of the value: correction, error limit, uncertainty."""

from metrology.calibration.callendar_van_dusen import CallendarVanDusen
from metrology.calibration.function import CalibrationFunction
from metrology.calibration.its_90 import ITS90
from metrology.calibration.linear import Linear
from metrology.calibration.polynomial import Polynomial
from metrology.calibration.quantity import CertifiedQuantity, CertifiedRange, OutOfCertifiedRange
from metrology.calibration.table import Table

__all__ = [
    "ITS90",
    "CalibrationFunction",
    "CallendarVanDusen",
    "CertifiedQuantity",
    "CertifiedRange",
    "Linear",
    "OutOfCertifiedRange",
    "Polynomial",
    "Table",
]
