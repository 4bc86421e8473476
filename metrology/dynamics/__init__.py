"""Dynamic measurements: what a recording shows of a step or of a sine, and how two clocks are brought together.

    recording = Recording.of(points, step=Decimal("0.01"))
    found = fit_step(recording, FIRST_ORDER)
    found.estimate("tau"), found.time_to(0.5)          # each with its standard uncertainty
    skew_between(marker_of_one, marker_of_the_other)   # what the clock of the other is ahead

Fits are made with floats; what leaves this package is a `Decimal` that is rounded far below its uncertainty, so that
the same recording gives the same digits on every computer. numpy and scipy are loaded when a fit asks for them.
"""

from metrology.dynamics.alignment import Skew, skew_between
from metrology.dynamics.comparison import Comparison, compare_in_line
from metrology.dynamics.estimate import Estimate
from metrology.dynamics.frequency_response import FirstOrderSystem, Response, fit_first_order, response_between
from metrology.dynamics.moment import moment_of
from metrology.dynamics.recording import Recording, UnusableRecording
from metrology.dynamics.sine import Sine, fit_sine
from metrology.dynamics.step_models import DELAYED_FIRST_ORDER, FIRST_ORDER, MODELS, SECOND_ORDER, StepModel
from metrology.dynamics.step_response import StepResponse, fit_step

__all__ = [
    "DELAYED_FIRST_ORDER",
    "FIRST_ORDER",
    "MODELS",
    "SECOND_ORDER",
    "Comparison",
    "Estimate",
    "FirstOrderSystem",
    "Recording",
    "Response",
    "Sine",
    "Skew",
    "StepModel",
    "StepResponse",
    "UnusableRecording",
    "compare_in_line",
    "fit_first_order",
    "fit_sine",
    "fit_step",
    "moment_of",
    "response_between",
    "skew_between",
]
