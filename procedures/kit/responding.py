"""Response times: a display is recorded after a change at its input, and the time is read from the recording."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from metrology.decision import Outcome
from metrology.exact import plain
from procedures.errors import NotMeasured
from procedures.kit.judging import Judging
from procedures.kit.limits import at_most
from procedures.kit.value import Value
from procedures.run import Doubt
from procedures.subject import Subject
from procedures.text import Text

if TYPE_CHECKING:
    from drivers.roles import ResponseRecorder
    from metrology.response import Points, ResponseTime
    from procedures.observed import Curve
    from procedures.run import Problem

S = TypeVar("S", bound=Subject)
NO_RESPONSE = Text("示值不随输入变化", "the display does not follow")
NOT_STEADY = Text("记录结束时示值尚未稳定", "the display was not steady at the end of the recording")
IDEAL = tuple(map(Decimal, ("0", "0.01", "0.25", "0.5", "0.75", "1")))
"""Parts of a recording at which an ideal display is read."""
FEWEST = 5
"""A series of fewer points is no recording of a response."""


class Responding(Judging[S]):
    """The part of a kit procedure that judges response times; columns ``tr/s`` and ``Ut/s``."""

    def recorded(
        self, recorder: ResponseRecorder, quantity: str, seconds: Decimal, *, start: Decimal, end: Decimal, unit: str
    ) -> Points:
        """The display of a quantity from the last change at its input on.

        Args:
            recorder: Role that records.
            quantity: What the recorder is asked for.
            seconds: How long.
            start: What an ideal display shows before the change.
            end: What it shows after it.
            unit: Unit of the display.
        """
        expect = tuple((seconds * part, end if part else start) for part in IDEAL)

        def doubt(curve: Curve) -> Problem | None:
            return _too_short(curve, seconds)

        long = plain(seconds)
        hint = f"（时间 s 与示值，自输入变化起 {long} s） | (time in s and indication, {long} s from the change on)"
        curve = self.run.observe_series(
            "recording", recorder.recording, quantity, seconds, unit=unit, place_unit="s", expect=expect,
            ask=self._ask("recording", "", hint), check=doubt,
        )  # fmt: skip
        if curve is None or not curve.points:
            raise NotMeasured(Text("没有记录", "there is no recording"))
        return curve.points

    def judge_response(self, longest: Decimal, found: ResponseTime | None) -> None:
        """Compare a response time with the longest that is permitted.

        A display that never follows does not conform. One that was not steady at the end has a response time that is at
        least the one found: it is compared where it is too long already, and else not known.

        Raises:
            NotMeasured: The recording does not show the response time.
        """
        if found is None:
            self.conclude(Outcome.NOT_CONFORM, reason=NO_RESPONSE, permitted=f"≤ {plain(longest)}")
            return
        if not found.steady and found.seconds <= longest:
            raise NotMeasured(NOT_STEADY)
        tr = replace(Value.constant(found.seconds, "tr"), formula="t(i − 1)/2 + t(i)/2")
        U = Value.constant(found.expanded_uncertainty, "Ut")
        self.compare(at_most(longest), uncertainty=found.expanded_uncertainty, also=[U], tr=tr)


def _too_short(curve: Curve, seconds: Decimal) -> Problem | None:
    """A recording that ends before its time, or has too few points, shows no response."""
    points = curve.points
    if len(points) > FEWEST and points[-1][0] - points[0][0] >= seconds:
        return None
    found = f"{len(points)}" + (f", {plain(points[-1][0] - points[0][0])} s" if points else "")
    zh, en = f"响应记录过短：{found}", f"the recording is too short: {found}"
    return Doubt("recording_short", zh, en)
