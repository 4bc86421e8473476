"""Two recorders with clocks of their own: the skew between them is found, stated, and corrected only by an answer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

from drivers.roles import ClockedRecorder
from metrology.decision import Outcome
from metrology.dynamics import Recording, UnusableRecording, skew_between
from metrology.exact import plain
from metrology.rounding import round_to_uncertainty, round_uncertainty
from procedures.errors import NotMeasured, Void
from procedures.kit.procedure import KitProcedure
from procedures.kit.trace import observed
from procedures.kit.value import Value
from procedures.run import Doubt
from procedures.subject import Subject
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.roles import Points
    from metrology.dynamics import Skew
    from procedures.run import Problem

S = TypeVar("S", bound=Subject)
Found = TypeVar("Found")
ANSWERS: Final = {"修正": True, "correct": True, "不修正": False, "leave": False}
"""Answers to whether times are corrected by the skew that was found."""
PERMITTED: Final = "允许的时差 | Skew allowed"
CLOSING: Final = "测量后的时差 | Skew after the measurement"
MOVED: Final = Text("测量期间两个时钟相对移动", "the clocks moved against each other during the measurement")
CORRECTION: Final = "时差修正 | Correction of the skew"
NO_SKEW: Final = Text("时钟未对准", "the clocks were not compared")
APART: Final = Text("两个时钟的速率不同，时差不是常数", "the clocks run at different rates: the skew is not constant")


class Aligning(KitProcedure[S]):
    """The part of a kit procedure with two recorders; columns ``skew``, ``U_exp``, ``k_exp``, ``cor?``, budget ``skew``.

    The data file has the numbers ``skew`` (largest one, s), ``moved`` (its largest change until the end, s) and ``marker``
    (length of the signal, s), the texts ``correct`` and
    ``beyond``, and the terms ``m0``, ``m1``, ``skew``, ``cor``.
    """

    reference: ClockedRecorder
    recorder: ClockedRecorder

    def prepare(self) -> None:
        """Nothing is known of the clocks yet."""
        self.u_skew: Decimal | None = None
        self._broken: Text | None = None
        self._first_skew: Decimal | None = None

    def captured(
        self,
        symbol: str,
        query: Any,
        signal: str,
        seconds: Decimal,
        *,
        unit: str,
        ideal: Points,
        number: int | str = "",
        step: Decimal | None = None,
    ) -> tuple[Recording, str]:
        """What a recorder sampled, with the address of the reading.

        Args:
            symbol: A term; with `number`, the key of the reading.
            query: `captured` of a recorder.
            signal: What it is asked for.
            seconds: How long.
            unit: Unit of the values.
            ideal: What an ideal recorder samples of an ideal signal.
            number: Which of several recordings of one kind.
            step: Resolution of the values.

        Raises:
            NotMeasured: The recording cannot be used; the reason says why.
        """
        long = plain(seconds)
        hint = f"（时间 s 与值，{long} s，CSV） | (time in s and value, {long} s, CSV)"
        name = f"{symbol}{number}"
        curve = self.run.observe_series(
            name, query, signal, seconds, unit=unit, place_unit="s", expect=ideal, ask=self._ask(symbol, number, hint)
        )
        if curve is None:
            raise NotMeasured(Text("没有记录", "there is no recording"))
        return usable(lambda: Recording.of(curve.points, step=step)), self._address(name)

    def align(self, mark: Callable[[], None], ideal: Points) -> None:
        """Compare the clocks: three points, `skew`, `permitted` and `correction`.

        Args:
            mark: Gives the timing signal.
            ideal: The signal as an ideal recorder samples it.
        """
        allowed = self.facts.number("skew")
        found: Skew | None = None
        with self.at("skew"):
            found = self._compared(mark, ideal)
            self.calibrate(
                "skew", given={"fit": found.seconds.standard_uncertainty},
                skew=Value.constant(found.seconds.value, "skew"),
            )  # fmt: skip
        if found is None:
            return
        delta, self._first_skew = found.seconds.value, _to_place(found).number
        with self.at("permitted", words=PERMITTED):
            beyond = abs(delta) > allowed
            self._broken = self.facts.text("beyond") if beyond else APART if found.runs_apart else None
            outcome = Outcome.CONFORM if self._broken is None else Outcome.INVALID
            limit = f"≤ {plain(allowed)}"
            self.conclude(outcome, reason=self._broken or Text("", ""), permitted=limit, skew=_to_place(found))
        if self._broken is not None:
            return
        with self.at("correction", words=CORRECTION):
            applied = _to_place(found).number if self._corrects() else Decimal(0)
            self.kept["skew"] = Value.constant(applied, "cor")
            # what was not corrected is somewhere between nothing and the whole skew: its size is a standard uncertainty
            u, left = found.seconds.standard_uncertainty, delta - applied
            self.u_skew = (u * u + left * left).sqrt()
            self.report(final=False, cor=self.kept["skew"])

    def align_again(self, mark: Callable[[], None], ideal: Points) -> None:
        """Compare the clocks once more when everything is measured, at the point `closing`.

        A recorder that was switched off meanwhile, or whose clock was set, makes what was measured invalid.

        Args:
            mark: Gives the timing signal.
            ideal: The signal as an ideal recorder samples it.
        """
        allowed = self.facts.number("moved")
        with self.at("closing", words=CLOSING):
            if self._first_skew is None:
                raise NotMeasured(NO_SKEW)
            found = self._compared(mark, ideal)
            moved = abs(found.seconds.value - self._first_skew) > allowed
            outcome, reason = (Outcome.INVALID, MOVED) if moved else (Outcome.CONFORM, Text("", ""))
            limit = f"{plain(self._first_skew)} ± {plain(allowed)}"
            self.conclude(outcome, reason=reason, permitted=limit, skew=_to_place(found))

    def _compared(self, mark: Callable[[], None], ideal: Points) -> Skew:
        """The skew in recordings of one signal, which belong together."""
        seconds = self.facts.number("marker")

        def both() -> tuple[Recording, Recording]:
            mark()
            one, _ = self.captured("m0", self.reference.captured, "marker", seconds, unit="V", ideal=ideal)
            other, _ = self.captured("m1", self.recorder.captured, "marker", seconds, unit="V", ideal=ideal)
            return one, other

        self.run.checkpoint()
        one, other = self.run.together("marker", both)
        return usable(lambda: skew_between(one, other))

    def aligned(self) -> tuple[Decimal, Decimal]:
        """The skew that is corrected, and the standard uncertainty that remains.

        Raises:
            Void: The skew is larger than allowed, or not constant: what is measured is void.
            NotMeasured: The clocks were not compared.
        """
        if self._broken is not None:
            raise Void(self._broken)
        if self.u_skew is None:
            raise NotMeasured(NO_SKEW)
        return self.kept["skew"].number, self.u_skew

    def interval(self, symbol: str, address: str, seconds: Decimal) -> Value:
        """An interval on the clock of the recorder, corrected by the certificate of its time base.

        Args:
            symbol: A term.
            address: Address of the recording that it was found in.
            seconds: The interval.
        """
        return observed(self.run, symbol, address, "recorder", seconds, "s", ideal=self._dry_run is not None)

    def _corrects(self) -> bool:
        def doubt(answer: str) -> Problem | None:
            if answer in ANSWERS:
                return None
            known = "、".join(ANSWERS)
            return Doubt("no_answer", f"请回答：{known}", f"answer one of {', '.join(ANSWERS)}")

        answer = self.run.observe_text(
            "correct", self.inspector.read_text, "skew", expect="修正", ask=self.facts.text("correct"), check=doubt
        )
        return ANSWERS[str(answer)]


def _to_place(found: Skew) -> Value:
    """The skew to the place of its U."""
    U = round_uncertainty(2 * found.seconds.standard_uncertainty)
    return Value.constant(round_to_uncertainty(found.seconds.value, U), "skew")


def usable(evaluate: Callable[[], Found]) -> Found:
    """What an evaluation of recordings gives.

    Raises:
        NotMeasured: They show nothing that could be stated; the reason says why.
    """
    try:
        return evaluate()
    except UnusableRecording as error:
        raise NotMeasured(error.text) from error
