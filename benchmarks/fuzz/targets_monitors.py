"""The monitor file: its tables of alarms, errors, routes and receivers. A file that is taken judges values too."""

import tempfile
from decimal import Decimal
from pathlib import Path

from target import Target

from monitoring.alarm_conditions import Course, judged
from monitoring.alarm_rules import PredictedRule
from monitoring.errors import MonitorFileError
from monitoring.monitor_file import load_monitor
from monitoring.rows import Value

_FILE = Path(tempfile.mkdtemp(prefix="fuzz-monitor-")) / "monitor.toml"
_HEAD = """monitor.name = "m"
store.path = "m.sqlite"
[meters.G]
driver = "manual"
read = {gas_content = "1min", self_test = "5min", zero_reading = "day"}
"""
_TABLES = (
    'kind = "high"\nquantity = "gas_content"\nlimit = 25\nunit = "%"\nhysteresis = "0.5"\ndelay = 60\n',
    'kind = "rate"\nquantity = "gas_content"\nlimit = 10\nunit = "%"\nper = "min"\ndirection = "rise"\n',
    'kind = "silence"\nquantity = "gas_content"\nintervals = 3\n',
    'kind = "self-test"\nquantity = "self_test"\nbits = 6\n',
    'kind = "self-test"\nquantity = "self_test"\npasses = [0, 8]\n',
)
_ERRORS = (
    '[alarms.p]\nkind = "predicted"\nerrors = "z"\nroute = "r"\n'
    '[errors.z]\nmeters = "G*"\nquantity = "zero_reading"\nreference = 0\nunit = "%"\nlower = -5\nupper = "5.0"\n'
    '[routes.r]\nlevels = [{tell = "role:shift"}, {after = 5, tell = ["A001"]}]\n'
)
_RECEIVERS = (
    '[transmission.mqtt]\nhost = "b"\nport = 8883\ntls = true\nca = "ca.pem"\nuser = "u"\npassword_file = "p"\n'
    '[transmission.log]\npath = "l"\n[transmission.webhook]\nurl = "https://h/x"\n'
)
_VALUES = ("0", "25", "-1E+3", "1E-40", "99999999999999999999", "NaN", "Infinity")


def _monitor(raw: bytes) -> object:
    _FILE.write_bytes(raw)
    file = load_monitor(_FILE)
    for rule in file.alarms.values():
        if isinstance(rule, PredictedRule):
            continue
        course = Course()
        for n, shown in enumerate(_VALUES):
            at, unit, of = n * 60 % 240, "%" if rule.quantity == "gas_content" else "1", rule.quantity
            value = Decimal(shown)
            judged(
                rule,
                course,
                Value(
                    n,
                    "G",
                    of,
                    "1min",
                    at,
                    value,
                    unit,
                    "good",
                    "automatic",
                    at,
                    None,
                    None,
                    "",
                    simulated=False,
                    number=1,
                ),
            )
    return file


MONITORS = {
    "monitor_alarms": Target(
        tuple(
            (_HEAD + text).encode()
            for text in (*(f'[alarms.a]\nmeters = "G*"\n{table}' for table in _TABLES), _ERRORS, _RECEIVERS)
        ),
        (_monitor,),
        errors=(MonitorFileError,),
        textual=True,
    ),
}
