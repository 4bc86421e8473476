"""Weighing indicators that send their display unasked: Toledo continuous output, XK3190.

Manuals: Rockwell 57C428 appendix D, Mettler-Toledo Wildcat technical manual p. 6-4, IND445 p. 50 for the Toledo
frame; XK3190 as used by many makers. Set the indicator to continuous output without checksum; it is never spoken to.

Role: `IndicationRecorder`, and `WeighingInstrument` without `zero`, `tare`, `clear_tare`, `software`, which are left
to a person (`NeedsPerson`). Safe
state: none. Settle criterion: `repeats` frames in a row with one and the same value, none of them moving; every frame
began after the question, so what was on the line before is not read. Error queue: none; out of range is raised.
Identity: none, the frame does not say who sends it; the serial number of the unit under test is the person's to
check. Acknowledgement: nothing is sent.

unverified: see `drivers.codecs.continuous`. Compare a frame with the display before use.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NoReturn, Self, cast

from drivers.codecs import continuous as codec
from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError, NeedsPerson, NotSettled
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.mass.changeover import find_changeover, find_drop
from drivers.roles import Clock, IndicationRecorder, LoadHandler, Person, Reading, SeriesReading, WeighingInstrument
from drivers.settling import positive_options
from metrology.units import UnitError
from metrology.units import unit as known_unit

_USUAL = {"repeats": "3", "frames": "100"}


class ContinuousIndicator:
    """An indicator under test.

    Args:
        link: Its line.
        decode: Makes a frame of a line.
        unit: Unit where the frame has none, empty where it has.
        repeats: Equal frames that make a stable indication.
        frames: Frames after which patience ends.
        loads: The role that adds the small weights of `changeover`.
        clock: The run's time.
    """

    ROLES = (WeighingInstrument, IndicationRecorder)

    LINE = Line(received_end=b"\r", timeout=2.0)

    def __init__(
        self,
        link: LineLink,
        decode: Callable[[bytes], codec.Frame],
        unit: str,
        repeats: int,
        frames: int,
        loads: LoadHandler | None,
        clock: Clock,
    ) -> None:
        self._link, self._decode, self._unit = link, decode, unit
        self._repeats, self._frames, self._loads, self._clock = repeats, frames, loads, clock

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `format` (`toledo`, `xk3190`), `unit` of the latter, `repeats` (3), `frames` (100).
        """
        given = positive_options(fitting, _USUAL, ("format", "unit"))
        kind, unit = fitting.options.get("format", "toledo"), fitting.options.get("unit", "")
        if kind not in ("toledo", "xk3190") or (kind == "xk3190") != bool(unit):
            what = f"Options format = {kind!r}, unit = {unit!r} do not fit."
            remedy = "Use toledo, whose frames name their unit, or xk3190 with the unit of the display."
            raise InstrumentError(what, where=fitting.where, remedy=remedy)
        link = fitting.require_link()
        link.line = Line(received_end=b"\x03" if kind == "xk3190" else b"\r", timeout=link.line.timeout)
        loads = fitting.uses.get("loads")
        handler = None if loads is None or isinstance(loads, Person) else cast("LoadHandler", loads)
        decode = codec.xk3190 if kind == "xk3190" else codec.toledo
        return cls(link, decode, unit, int(given["repeats"]), int(given["frames"]), handler, fitting.clock)

    def indication(self) -> Reading:
        """Indication that stood still for `repeats` frames.

        Raises:
            NotSettled: It did not within `frames`.
            Reported: Out of range.
            BadReply: A frame that is none, or a display in a unit that is not used here, such as pounds.
            LinkError: Nothing is sent.
        """
        equal: list[Reading] = []
        for _frame in range(self._frames):
            raw = self._link.overhear()
            with decoding(self._link):
                found = self._decode(raw)
                shown = Reading(raw.hex(" "), found.value, _mass_unit(found.unit or self._unit))
            if found.moving or (equal and (equal[0].value, equal[0].unit) != (shown.value, shown.unit)):
                equal.clear()
            if not found.moving:
                equal.append(shown)
            if len(equal) >= self._repeats:
                return equal[-1]
        what, remedy = (
            f"No stable indication in {self._frames} frames.",
            "Keep draught and vibration away, then repeat.",
        )
        raise NotSettled(what, where=self._link.where, remedy=remedy)

    def changeover(self, step: Decimal, unit: str) -> Reading:
        """Additional load ΔL at which the indication rises (OIML R 76-1:2006 A.4.4.3); see `find_changeover`."""
        return find_changeover(self.indication, self._hands(), step, unit, self._link.where)

    def drop(self, step: Decimal, unit: str) -> Reading:
        """Load taken away until the indication falls (OIML R 76-1:2006 A.4.8.2); see `find_drop`."""
        return find_drop(self.indication, self._hands(), step, unit, self._link.where)

    def record(self, seconds: Decimal) -> SeriesReading:
        """Every frame of a time, moving or not, by the run's clock.

        Raises:
            Reported: Out of range.
            BadReply: A frame that is none, or another unit than the first.
            LinkError: Nothing is sent.
        """
        points: list[tuple[Decimal, Decimal]] = []
        begun, unit = self._clock.elapsed(), ""
        while not points or points[-1][0] < seconds:
            raw = self._link.overhear()
            with decoding(self._link):
                found = self._decode(raw)
                shown = _mass_unit(found.unit or self._unit)
                if unit not in {"", shown}:
                    raise Malformed(f"the display changed from {unit} to {shown}")
            unit, place = shown, self._clock.elapsed() - begun
            if not points or place > points[-1][0]:
                points.append((place, found.value))
        return SeriesReading(f"{len(points)} frames", tuple(points), unit, "s")

    def software(self) -> NoReturn:
        """Raises `NeedsPerson`: the indicator is not spoken to."""
        self._by_hand("Read the software identification")

    def zero(self) -> None:
        """Raises `NeedsPerson`: the indicator is not spoken to."""
        self._by_hand("Set to zero")

    def tare(self) -> None:
        """Raises `NeedsPerson`: the indicator is not spoken to."""
        self._by_hand("Tare")

    def clear_tare(self) -> None:
        """Raises `NeedsPerson`: the indicator is not spoken to."""
        self._by_hand("Clear the tare")

    def _by_hand(self, what: str) -> NoReturn:
        remedy = f"{what} at the indicator."
        raise NeedsPerson("An indicator in continuous output takes no commands.", where=self._link.where, remedy=remedy)

    def _hands(self) -> LoadHandler:
        if self._loads is None:
            remedy = "Let the bench file's `uses` name a role that does, or do this point by hand."
            raise NeedsPerson("Nobody on this bench adds small weights by wire.", where=self._link.where, remedy=remedy)
        return self._loads


def _mass_unit(symbol: str) -> str:
    try:
        return known_unit(symbol).symbol
    except UnitError as error:
        raise Malformed(f"the display is in {symbol}") from error
