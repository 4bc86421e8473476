"""Whatever is recorded: a result with finite numbers, or a reason why there is none; never another error."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.dynamics import (
    DELAYED_FIRST_ORDER,
    FIRST_ORDER,
    SECOND_ORDER,
    Recording,
    UnusableRecording,
    compare_in_line,
    fit_sine,
    fit_step,
    moment_of,
    skew_between,
)
from tests.thorough import number

Found = TypeVar("Found")
EXAMPLES = number(30, 1000)
VALUES = st.one_of(
    st.decimals(-1000, 1000, places=3),
    st.sampled_from([Decimal(x) for x in ("0", "1", "1e-30", "1e30", "NaN", "-Infinity")]),
)
SHAPES = st.sampled_from(["random", "steps", "flat", "ramp", "pulses"])


@st.composite
def recordings(draw: st.DrawFn) -> list[tuple[Decimal, Decimal]]:
    """Points at even or uneven times, of several shapes."""
    n, shape = draw(st.integers(0, 60)), draw(SHAPES)
    step = Decimal(draw(st.sampled_from(["0.001", "0.1", "1", "1e-9", "1e6"])))
    times = [step * k + (step / 7 if draw(st.booleans()) else 0) for k in range(n)]
    if shape == "random":
        return [(t, draw(VALUES)) for t in times]
    cut = draw(st.integers(0, 60))
    height = draw(st.sampled_from([Decimal(h) for h in ("1", "-5", "1e-12", "1e12")]))
    made: dict[str, Callable[[int], Decimal]] = {
        "steps": lambda k: height * (k >= cut),
        "flat": lambda _: height,
        "ramp": lambda k: height * k,
        "pulses": lambda k: height * (k == cut) + height / 2 * (k == cut // 2),
    }
    return [(t, made[shape](k)) for k, t in enumerate(times)]


def tried(evaluate: Callable[[], Found]) -> Found | None:
    """A result; None for a reason why there is none, in both languages."""
    refused: UnusableRecording | None = None
    try:
        return evaluate()
    except UnusableRecording as error:
        refused = error
    assert refused.code
    assert refused.text.zh
    assert refused.text.en
    return None


@settings(max_examples=EXAMPLES, deadline=None)
@given(recordings(), recordings(), st.sampled_from(["0", "0.01", "1"]))
def test_garbage(one: list[tuple[Decimal, Decimal]], other: list[tuple[Decimal, Decimal]], step: str) -> None:
    tries = [tried(partial(Recording.of, points, step=Decimal(step))) for points in (one, other)]
    found = [recording for recording in tries if recording is not None]
    for recording in found:
        for model in (FIRST_ORDER, DELAYED_FIRST_ORDER, SECOND_ORDER):
            fit = tried(partial(fit_step, recording, model))
            if fit is not None:
                assert all(fit.estimate(name).value.is_finite() for name in fit.names)
                assert fit.time_to(0.9).value.is_finite()
        for known in (True, False):
            tried(partial(fit_sine, recording, 3.0, known=known))
        tried(partial(moment_of, recording))
    if len(found) == 2:
        tried(partial(skew_between, *found))
        tried(partial(compare_in_line, *found, found[0].times[0], found[0].times[-1]))
