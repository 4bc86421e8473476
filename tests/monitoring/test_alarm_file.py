"""What a monitor file says of alarms is refused with file, line and field where it is wrong; the example is right."""

from pathlib import Path

import pytest

from messages import both
from monitoring.errors import MonitorFileError
from monitoring.monitor_file import load_monitor
from tests.monitoring.watched import HEAD, HIGH

ROOT = Path(__file__).parents[2]
LINES = HEAD.count("\n")
ROUTE = '\n[routes.gas]\nlevels = [ { tell = "A001" } ]\n'
ERRORS = '[errors.zero]\nmeters = "G-1"\nquantity = "zero_reading"\nreference = 0\nunit = "%"\n'
BAD = [
    (HIGH.replace("limit = 25", "limit = 2.5"), 'limit: write numbers with a point as text, "0.01"', 6),
    (HIGH.replace("limit = 25", 'limit = "much"'), "alarms.high", 6),
    (HIGH.replace("limit = 25\n", ""), "Field required", 2),
    (HIGH.replace('"high"', '"loud"'), "alarms.high", 2),
    (HIGH.replace("G-*", "H-*"), "there is no meter 'H-*'", 4),
    (HIGH.replace('quantity = "gas_content"', 'quantity = "volume"'), "is read of none of these meters", 5),
    (HIGH.replace('"%"', '"bar"'), "'bar' is no unit of gas_content", 7),
    (HIGH.replace("hysteresis = 2", "hysteresis = -1"), "hysteresis", 8),
    (HIGH + 'route = "gas"\n', "there is no route 'gas'; write [routes.gas]", 9),
    (HIGH + "colour = 1\n", "colour", 9),
    (HIGH + ROUTE, "no alarm names this route", 10),
    ('[alarms.t]\nkind = "self-test"\nmeters = "*"\nquantity = "self_test"\n', "write either passes", 1),
    ('[alarms.p]\nkind = "predicted"\nerrors = "zero"\n', "there is no table [errors.zero]", 3),
    ('[alarms.s]\nkind = "silence"\nmeters = []\nquantity = "self_test"\n', "meters", 3),
    (ERRORS, "write lower, upper, or both", 1),
    (ERRORS + "lower = 5\nupper = 5\n", "lower is not below upper", 1),
    ('[transmission.mqtt]\nhost = "broker.example.org"\nuser = "x"\n', "by tls = true only", 1),
    ('[transmission.mqtt]\nhost = "b"\ntopic = "a/#"\n', "topic", 3),
    ('[transmission.webhook]\nurl = "http://example.org/x"\n', "by https:// only", 1),
    ('[transmission.webhook]\nurl = "file:///etc/passwd"\n', "url", 2),
    (HIGH.replace("[alarms.high]", '[alarms."a b"]'), "a name has letters, digits", 2),
    (
        HIGH + 'route = "gas"\n[routes.gas]\nlevels = [ { tell = "A001", after = 1 } ]\n',
        "the first level is told at once",
        10,
    ),
    (
        HIGH + 'route = "gas"\n[routes.gas]\n'
        'levels = [ { tell = "A" }, { tell = "B", after = 3 }, { tell = "C", after = 2 } ]\n',
        "each level is told later",
        10,
    ),
    (HIGH + 'route = "gas"\n[routes.gas]\nlevels = [ { tell = "a/b" } ]\n', "levels", 11),
    ("[simulation.detectors.G-1]\n", "no line has the address sim:", 1),
]


@pytest.mark.parametrize(("text", "said", "line"), BAD, ids=[f"{n}-{b[1][:20]}" for n, b in enumerate(BAD)])
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, said: str, line: int) -> None:
    path = tmp_path / "m.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(MonitorFileError) as refused:
        load_monitor(path)
    reason = next(r for r in refused.value.reasons if said in r.en)
    assert reason.en.startswith(f"{path}:{LINES + line}: ")
    assert reason.zh != reason.en
    assert both(reason.en).zh == reason.zh


def test_the_example_has_one_of_each_rule() -> None:
    file = load_monitor(ROOT / "config/monitors/safety.toml")
    assert {rule.kind for rule in file.alarms.values()} == {"high", "rate", "silence", "self-test", "predicted"}
    assert file.transmission.receivers == ("log",)
    assert file.simulates
