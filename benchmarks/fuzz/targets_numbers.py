"""What several protocols have in common: numbers as text, as binary coded decimals, as IEEE 754, dates."""

from target import Target, frames, lines, text

from drivers.codecs import bcd, clock_face, floats, numbers, power_analyser
from drivers.codecs.mbus_dates import time_point


def _date_and_time(line: str) -> object:
    date, _, time = line.partition(" ")
    return clock_face.of_texts(date, time)


NUMBERS = {
    "numbers": Target(
        lines("+1.00000120E+01", " 9.999872310E-01", "+9.90000000E+37", "128", ".5", "0", "1"),
        (text(numbers.decimal_number), text(numbers.flag), numbers.plain_text),
        textual=True,
    ),
    "bcd": Target(frames("42 06 12 00", "42 06 12 80"), (bcd.digits, lambda raw: bcd.number(raw, 2, signed=True))),
    "clock_face": Target(
        frames("07 EA 0B 17 01 09 1E 00 00 80 00 00", "07 EA 0B 17 09 1E 00"),
        (clock_face.of_date_time, clock_face.of_date_time_s),
    ),
    "clock_face_text": Target(lines("26-11-23 09:30:00", "261123 093000"), (text(_date_and_time),), textual=True),
    "floats": Target(frames("43 66 80 00", "40 6C D0 00 00 00 00 00"), (floats.single, floats.double)),
    "power_analyser": Target(
        lines("WH,1", ":NUMERIC:NORMAL:ITEM1 WH,1", "1.2345E+01", "NAN", "RES", "STAR", "TIM"),
        (text(power_analyser.item), text(power_analyser.value), text(power_analyser.state)),
        textual=True,
    ),
    "mbus_dates": Target(frames("FF 2C", "12 0A C4 27"), (time_point,), errors=()),
}
