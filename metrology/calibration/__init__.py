"""What a calibration certificate states, as functions of the value: correction, error limit, uncertainty."""

from metrology.calibration.function import CalibrationFunction
from metrology.calibration.linear import Linear
from metrology.calibration.quantity import CertifiedQuantity, CertifiedRange, OutOfCertifiedRange

__all__ = ["CalibrationFunction", "CertifiedQuantity", "CertifiedRange", "Linear", "OutOfCertifiedRange"]
