"""A calibration line y = a + b x: its parameters, what it predicts and gives back (ISO/TS 28037:2010)."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prediction:
    """A value read from a calibration line.

    Attributes:
        value: The value on the line.
        standard_uncertainty: Its uncertainty from the parameters of the line (the mean response).
        standard_uncertainty_single: The same for one further observation, which scatters itself.
    """

    value: float
    standard_uncertainty: float
    standard_uncertainty_single: float


@dataclass(frozen=True, slots=True)
class Centre:
    """A point of the line near the middle of the points.

    Attributes:
        x, y: The point; y on the line.
        y_uncertainty: Standard uncertainty of y there.
        covariance: cov(y, b).
    """

    x: float
    y: float
    y_uncertainty: float
    covariance: float = 0.0


@dataclass(frozen=True, slots=True)
class LineFit:
    """A straight line with the uncertainty of its parameters.

    Attributes:
        intercept, slope: a and b.
        intercept_uncertainty, slope_uncertainty: Their standard uncertainties.
        covariance: cov(a, b).
        chi_squared: Weighted sum of squared residuals; plain sum of squares when no uncertainties were given.
        scatter: Standard deviation of one observation about the line, s = sqrt(chi_squared / (n - 2)); a pure number
            when the observations were weighted with their uncertainties.
        n: Number of points.
        degrees_of_freedom: Of the parameters' uncertainties: n - 2 when they come from the scatter, infinite when they
            come from stated uncertainties.
        observation_uncertainty: Uncertainty of one further observation, where one figure holds for all; else None.
        centre: The line about the middle of the points, from which values are predicted: far from the origin the
            uncertainties of intercept and slope nearly cancel, and floats would lose the rest.
    """

    intercept: float
    slope: float
    intercept_uncertainty: float
    slope_uncertainty: float
    covariance: float
    chi_squared: float
    scatter: float
    n: int
    degrees_of_freedom: float
    observation_uncertainty: float | None
    centre: "Centre"

    @property
    def correlation(self) -> float:
        """Correlation coefficient of intercept and slope (0 for an exact fit)."""
        product = self.intercept_uncertainty * self.slope_uncertainty
        return self.covariance / product if product else 0.0

    def predict(self, x: float, observation_uncertainty: float | None = None) -> Prediction:
        """Return y on the line at x.

        Args:
            x: Value of the independent variable.
            observation_uncertainty: Standard uncertainty of one further y; by default that of the fit.

        Raises:
            ValueError: The fit has no single figure for a further observation and none was given.
        """
        line = self._variance_at(x)
        own = self._observation(observation_uncertainty)
        return Prediction(
            self.centre.y + self.slope * (x - self.centre.x), math.sqrt(line), math.sqrt(line + own * own)
        )

    def inverse(self, y: float, y_uncertainty: float | None = None) -> Prediction:
        """Return x for an observed y: x = (y - a) / b (ISO/TS 28037:2010; first order).

        u(x)^2 = (u(y)^2 + u(a)^2 + x^2 u(b)^2 + 2 x cov(a, b)) / b^2. The field standard_uncertainty holds the part of
        the line alone, standard_uncertainty_single includes the observation.

        Raises:
            ValueError: A line without slope, or no uncertainty for y is known.
        """
        if self.slope == 0:
            raise ValueError("a line without slope cannot be read backwards")
        x = self.centre.x + (y - self.centre.y) / self.slope
        line = self._variance_at(x)
        own = self._observation(y_uncertainty)
        slope = abs(self.slope)
        return Prediction(x, math.sqrt(line) / slope, math.sqrt(line + own * own) / slope)

    def _observation(self, given: float | None) -> float:
        own = self.observation_uncertainty if given is None else given
        if own is None:
            raise ValueError("each point had its own uncertainty; state that of the further observation")
        return own

    def _variance_at(self, x: float) -> float:
        u_y, u_b, away = self.centre.y_uncertainty, self.slope_uncertainty, x - self.centre.x
        return max(0.0, u_y * u_y + away * away * u_b * u_b + 2 * away * self.centre.covariance)
