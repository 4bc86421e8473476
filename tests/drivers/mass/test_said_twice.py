"""An indication counts when the scale has said it twice in succession: a stale answer is not believed."""

from collections.abc import Callable
from decimal import Decimal
from itertools import cycle
from typing import Any

import pytest

from drivers.errors import NotSettled
from drivers.simulation.truth import honest_answers


def test_a_scale_whose_line_lags_by_one_answer(bench: Callable[..., Any]) -> None:
    """What it says first was its display before the load was put on."""
    with bench("scale", serial="SY-DEFECT-stale") as opened:
        scale, loads, shown = opened.roles["scale"], opened.roles["loads"], []
        for load in (0, 5, 10):
            loads.place(Decimal(load), "kg", "centre")
            shown.append(scale.indication().value)
        said = [exchange.sent for exchange in honest_answers(opened.laboratory, "scale") if exchange.message == b"S\r"]
    assert shown == [0, 5, 10]
    weights = [text.split()[2] for text in said if text and text.startswith(b"S S")]
    changes = [number for number, weight in enumerate(weights) if number and weight != weights[number - 1]]
    assert [weights[number] for number in changes] == [b"5.000", b"10.000"]
    assert len(weights) == 2 + 3 + 3  # after each change one answer of the time before it


def test_a_scale_that_never_says_the_same_twice(fitted: Callable[..., Any]) -> None:
    on = fitted("mt_sics", options={"patience": "3"})
    shown = cycle((Decimal(2500), Decimal(2505)))
    on.device.shown = lambda: next(shown)
    with pytest.raises(NotSettled, match=r"2\.500.*2\.505|2\.505.*2\.500"):
        on.driver.indication()
    assert 3 <= on.clock.elapsed() <= 4
