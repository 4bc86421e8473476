"""Guard bands: from a required probability, from a test uncertainty ratio, from a target risk."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from metrology.risk.overall import Limits, global_risk
from metrology.risk.specific import Real, limits

if TYPE_CHECKING:
    from metrology.risk.distributions import Process

Method = Literal["dobbert", "rss", "test95", "rp10"]


@dataclass(frozen=True)
class AcceptanceLimit:
    """One limit moved by a guard band.

    Attributes:
        tolerance_limit: T.
        z: Quantile of the required probability.
        guard_band: w = T − A for guarded acceptance, A − T for guarded rejection of an upper limit.
        value: A, the acceptance (or rejection) limit.
    """

    tolerance_limit: float
    z: float
    guard_band: float
    value: float


def acceptance_limit(
    limit: Real,
    required_probability: float,
    *,
    standard_uncertainty: Real | None = None,
    relative_uncertainty: Real | None = None,
    rule: Literal["acceptance", "rejection"] = "acceptance",
    side: Literal["upper", "lower"] = "upper",
) -> AcceptanceLimit:
    """The limit that a measured value must keep for a required probability (JCGM 106 8.3.2 and 8.3.3).

    Args:
        limit: Tolerance limit T.
        required_probability: Of conformity for guarded acceptance, of non-conformity for guarded rejection.
        standard_uncertainty: u, constant, in the unit of the limit.
        relative_uncertainty: u over the magnitude of the measured value, when u grows with it (8.3.3.2).
        rule: "acceptance" keeps accepted items within T with the required probability; "rejection" keeps rejected
            items outside it.
        side: Whether T is the upper or the lower limit.

    Returns:
        The limit with its guard band.

    Raises:
        ValueError: Not exactly one uncertainty is given, it is not positive or so large that no value keeps the limit,
            or the probability is not between ½ and 1.
    """
    from scipy.special import ndtri

    if (standard_uncertainty is None) == (relative_uncertainty is None):
        raise ValueError("state either the standard uncertainty or the relative one")
    if not 0.5 <= required_probability < 1:
        raise ValueError(f"a required probability lies between 0.5 and 1, not {required_probability}")
    z = float(ndtri(required_probability))
    tolerance = float(limit)
    inward = -1.0 if side == "upper" else 1.0
    sign = inward if rule == "acceptance" else -inward
    if standard_uncertainty is not None:
        value = tolerance + sign * z * _positive(standard_uncertainty)
    else:
        relative = _positive(relative_uncertainty if relative_uncertainty is not None else 0)
        # A = T + sign·z·(u/|v|)·|A|, solved for A, which has the sign of T: u is of the magnitude.
        share = 1 - sign * z * relative * math.copysign(1.0, tolerance)
        if share <= 0:
            raise ValueError(f"a relative uncertainty of {relative} leaves no value that keeps the limit {tolerance}")
        value = tolerance / share
    return AcceptanceLimit(tolerance, z, abs(value - tolerance), value)


def guard_band_factor(method: Method, test_uncertainty_ratio: float) -> float:
    """Acceptance limit over tolerance limit by one of the rules in use.

    Args:
        method: "dobbert", false acceptance at most 2 % whatever the items ("Method 6", Dobbert, NCSLI 2008);
            "rss", √(1 − 1/TUR²); "test95", 1 − 1/TUR; "rp10", 1.25 − 1/TUR (NCSLI RP-10).
        test_uncertainty_ratio: TUR, half-width of the tolerance over U (k = 2).

    Returns:
        The factor; the last two rules set no guard band above TUR 4. It is 0 where only the nominal value is left.

    Raises:
        ValueError: The method is unknown, or the ratio too small for it to leave an acceptance interval.
    """
    tur = float(test_uncertainty_ratio)
    if not tur > 0:
        raise ValueError(f"a test uncertainty ratio is positive, not {tur}")
    if method == "dobbert":
        factor = 1 - (1.04 - math.exp(0.38 * math.log(tur) - 0.54)) / tur
    elif method == "rss":
        factor = math.sqrt(1 - 1 / tur**2) if tur >= 1 else -1.0  # no real root
    elif method == "test95":
        factor = 1.0 if tur > 4 else 1 - 1 / tur
    elif method == "rp10":
        factor = 1.0 if tur > 4 else 1.25 - 1 / tur
    else:
        raise ValueError(f"unknown guard-band method {method!r}; known: dobbert, rss, test95, rp10")
    if factor < 0:
        raise ValueError(f"at a test uncertainty ratio of {tur} the rule {method!r} leaves no acceptance interval")
    return factor


def guard_band_for_consumer_risk(
    target: float,
    process: Process,
    measurement_standard_uncertainty: Real,
    tolerance: Limits,
    *,
    given_accepted: bool = False,
) -> float:
    """The guard band at which the consumer's global risk is the target (JCGM 106 9.5.4).

    Args:
        target: Allowed R_C.
        process: Distribution of the property over the items.
        measurement_standard_uncertainty: u_m, in the unit of the property.
        tolerance: T_L and T_U, None for an absent one.
        given_accepted: The target is the risk among accepted items instead of the joint one.

    Returns:
        w at each limit, positive inwards; negative where the target allows accepting beyond the tolerance.

    Raises:
        ValueError: The target is not between 0 and 1, or no guard band attains it.
    """
    from scipy.optimize import brentq

    if not 0 < target < 1:
        raise ValueError(f"a target risk lies between 0 and 1, not {target}")
    u = _positive(measurement_standard_uncertainty)
    low, high = limits(*tolerance)

    def excess(w: float) -> float:
        risk = global_risk(process, u, tolerance, guard_band=w)
        return (risk.consumer_given_accepted if given_accepted else risk.consumer) - target

    narrowest = min(12 * u, (high - low) / 2 * (1 - 1e-6))
    widest = -12 * u
    if excess(widest) < 0:
        raise ValueError(f"every guard band keeps the consumer's risk below {target}: too few items do not conform")
    if excess(narrowest) > 0:
        raise ValueError(f"no guard band brings the consumer's risk down to {target}: a better measurement is needed")
    return float(brentq(excess, widest, narrowest, xtol=1e-9 * u))


def _positive(value: Real) -> float:
    """The value, which must be positive."""
    number = float(value)
    if not number > 0:
        raise ValueError(f"an uncertainty or a coverage factor is positive, not {value}")
    return number
