"""Every driver under every fault, as a table: `python benchmarks/faults/matrix.py [-o FILE.md] [DRIVER …]`.

Each cell is one lone simulated instrument that is brought to a value, read, and then meets the fault on the exchange
that carries the value. What the read ends in is the cell; what it may end in is `drivers/simulation/fault_outcomes.py`.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from clocks import turned_back
from subjects import Subject, fitted

from drivers.errors import InstrumentError
from drivers.roles import Reading
from drivers.simulation.device import FramedDevice, TalkativeDevice
from drivers.simulation.fault_effects import possible
from drivers.simulation.fault_outcomes import OUTCOMES, RIGHT
from drivers.simulation.faults import Fault
from drivers.simulation.lone_instruments import SIMULATORS
from metrology.units import convert

TIMEOUT = 0.2
TIMEOUTS = {"iec62056_21": 1.0}  # its answers are long
READINGS = 5
#: Only here the time limit is waited for, so only here it is short: a busy machine must not look like a silent one.
ENDS_IN_SILENCE = ("silence", "late", "truncated", "nul", "garbage", "checksum", "address", "disconnect")
WORKERS = 12  # the time goes into waiting
#: Nothing that could be wrong: the wrapper of DLMS on TCP has no check sum.
EXEMPT = (("dlms", "checksum"),)
#: The frames of an indicator do not say who sends them: the serial number is the person's to see.
UNNOTICED = (("continuous_indicator", "wrong_instrument"),)
#: Not asked by anybody: one listens to telegrams of unknown form and shows what comes, spoilt or not; the other waits
#: until somebody presses a print key.
LISTENERS = {"port_analyser", "mt_sics_printing"}
NAMES = sorted(set(SIMULATORS) - LISTENERS)
#: A power source carries no value but its set-points, which it reads back: unit 1, function 03, from register 0200h.
READ_BACK = "\x01\x03\x02\x00"
NOT_APPLICABLE, NOT_SEEN = "–", "?"


def same(found: Reading, right: Reading) -> bool:
    """Whether two readings say the same, but for noise."""
    value = found.value if found.unit == right.unit else convert(found.value, found.unit, right.unit)
    return abs(value - right.value) <= Decimal("0.002") * abs(right.value) + Decimal("1e-6")


def bearing(subject: Subject) -> tuple[Reading, Fault, bool]:
    """A faultless reading, when the exchange comes that carries it, and whether that is text with a decimal number."""
    first = len(subject.plan.exchanges)
    right = subject.read()
    if isinstance(subject.device, TalkativeDevice):
        return right, Fault("silence", 1), False
    if subject.points:
        return right, Fault("silence", 1, READ_BACK), False
    exchanges = subject.plan.exchanges[first:]
    carriers = [
        n for n, e in enumerate(exchanges) if right.text.strip() and right.text.strip().encode() in (e.sent or b"")
    ]
    answered = [n for n, e in enumerate(exchanges) if e.sent]
    at = carriers[0] if carriers else answered[-1]
    message, sent = exchanges[at].message, exchanges[at].sent or b""
    if isinstance(subject.device, FramedDevice):
        when = Fault("silence", at + 1)
    else:
        before = sum(exchange.message.startswith(message) for exchange in exchanges[: at + 1])
        when = Fault("silence", before, message.decode("latin-1"))
    return right, when, sent.isascii() and b"." in sent


def meet(name: str, kind: Any) -> tuple[str, list[str]]:
    """What a reading under a fault ends in, and what the readings after it end in; a wrong value is `WRONG VALUE`."""
    with fitted(name) as subject:
        if (name, kind) in UNNOTICED:
            return NOT_SEEN, []
        if (name, kind) in EXEMPT or not possible(kind, subject.device):
            return NOT_APPLICABLE, []
        if kind == "clock_wrong":
            return turned_back(subject)
        subject.read()  # afterwards every reading has the same dialogue
        right, when, textual = bearing(subject)
        if kind in ("overload", "nan") and not textual:
            return NOT_APPLICABLE, []
        short = TIMEOUTS.get(name, TIMEOUT)
        subject.plan.faults = (replace(when, kind=kind, seconds=1.5 * short),)
        patient = subject.link.line
        if kind in ENDS_IN_SILENCE:
            subject.link.line = replace(patient, timeout=short)
        first = attempt(subject, right)
        subject.link.line = patient
        if isinstance(subject.device, TalkativeDevice):
            subject.plan.faults = ()  # it stood as long as the reading took
        rest = [attempt(subject, right) for _reading in range(READINGS - 1)]
        if not subject.plan.met:
            return NOT_APPLICABLE, []
        if kind == "wrong_instrument" and hasattr(subject.driver, "identity"):
            subject.link.poisoned = "a doubt"
            rest = [attempt(subject, right)]
        return first, rest


def attempt(subject: Subject, right: Reading) -> str:
    """Read once and name what came of it."""
    try:
        found = subject.read()
    except InstrumentError as error:
        return type(error).__name__
    return RIGHT if same(found, right) else f"WRONG VALUE {found.value} {found.unit} for {right.value} {right.unit}"


def wrong(kind: Any, first: str, rest: Sequence[str]) -> str:
    """Why an outcome is not the one that the table promises; empty when it is."""
    promised = OUTCOMES[kind]
    if first in (NOT_APPLICABLE, NOT_SEEN):
        return ""
    if first not in promised.ends_in:
        return f"ends in {first}, may end in {', '.join(promised.ends_in)}"
    if any(
        outcome.startswith("WRONG") and promised.afterwards != "as shown" and outcome != "WrongInstrument"
        for outcome in rest
    ):
        return f"afterwards {rest}"
    if promised.afterwards == "right" and rest[-1] != RIGHT:
        return f"never recovers: {rest}"
    if promised.afterwards == "refused" and RIGHT in rest:
        return "another instrument is believed"
    return ""


def all_cells(names: Sequence[str]) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Every cell of the table."""
    return met([(name, kind) for name in names for kind in OUTCOMES])


def met(keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """What the cells end in, several found at a time."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return dict(zip(keys, pool.map(lambda key: meet(*key), keys), strict=True))


def main(arguments: Sequence[str]) -> int:
    """Print the table, or write it; 1 when a cell is not as promised."""
    words = list(arguments)
    target = Path(words.pop(words.index("-o") + 1)) if "-o" in words else None
    names = [word for word in words if word != "-o"] or NAMES
    cells = all_cells(names)
    failures = [f"{name} × {kind}: {why}" for (name, kind), found in cells.items() if (why := wrong(kind, *found))]
    rows = [(name, [cells[name, kind][0] for kind in OUTCOMES]) for name in names]
    text = table(rows)
    if names == NAMES:
        from serial_ports import section

        ports, further = section()
        text, failures = f"{text}\n{ports}", failures + further
    print(*failures, sep="\n", file=sys.stderr)
    if target is None:
        print(text)
    else:
        target.write_text(text, encoding="utf-8")
    return 1 if failures else 0


LETTERS = {RIGHT: "=", "LinkError": "L", "BadReply": "B", "Reported": "R", "WrongInstrument": "W", "NotSettled": "N"}


def table(rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The page: what each fault is and may end in, and what it ended in for each driver."""
    lines = [HEAD, "| fault | 故障 | what happens | may end in | afterwards |", "|---|---|---|---|---|"]
    for kind, outcome in OUTCOMES.items():
        ends = ", ".join(f"`{end}`" if end != RIGHT else "the right value" for end in outcome.ends_in)
        lines.append(f"| `{kind}` | {outcome.zh} | {outcome.en} | {ends} | {outcome.afterwards} |")
    lines += ["", KEY, ""]
    lines.append("| driver | " + " | ".join(f"`{kind}`" for kind in OUTCOMES) + " |")
    lines.append("|---" * (len(OUTCOMES) + 1) + "|")
    for name, cells in rows:
        lines.append(f"| `{name}` | " + " | ".join(LETTERS.get(cell, cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


HEAD = """# Drivers and faults

Made by `python benchmarks/faults/matrix.py -o docs/reference/fault-matrix.md`; `tests/drivers/matrix` holds every
driver to it. A driver never ends a faulty exchange in a wrong value.
"""
KEY = """`=` the right value · `L` LinkError · `B` BadReply · `R` Reported · `W` WrongInstrument ·
`N` NotSettled · `–` cannot happen to this instrument · `?` cannot be noticed by wire: the frames of a continuous
indicator do not say who sends them. It talks unasked, so that a fault stands as long as the reading takes. A power
source is read back: `=` says that it holds the point set when the driver states it. Of a clock that
is wrong, `=` says that its reading is what the meter shows, by its own face and not by the station's. Where the time
at which bytes arrive decides, another of the permitted outcomes may show next time."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
