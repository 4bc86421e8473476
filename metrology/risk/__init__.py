"""Probability of conformity, risks of a wrong decision, guard bands (JCGM 106:2012, OIML G 19, ILAC-G8:09/2019).

Risks are probabilities: floats serve. The comparison of a reading with a limit is `metrology.decision`, in decimals.
"""

from metrology.risk.distributions import GammaProcess, NormalProcess, Process
from metrology.risk.guard_band import (
    AcceptanceLimit,
    acceptance_limit,
    guard_band_factor,
    guard_band_for_consumer_risk,
)
from metrology.risk.overall import GlobalRisk, global_risk
from metrology.risk.specific import (
    SpecificRisk,
    specific_risk,
)

__all__ = [
    "AcceptanceLimit",
    "GammaProcess",
    "GlobalRisk",
    "NormalProcess",
    "Process",
    "SpecificRisk",
    "acceptance_limit",
    "global_risk",
    "guard_band_factor",
    "guard_band_for_consumer_risk",
    "specific_risk",
]
