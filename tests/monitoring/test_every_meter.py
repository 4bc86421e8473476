"""Each meter driver is read by a monitor over a simulated line: several meters, an outage, and what fills it."""

from collections import Counter
from pathlib import Path

import pytest

from monitoring.monitor_file import load_monitor
from tests.monitoring.plant import MIDNIGHT, hours

MAP = Path(__file__).parents[2] / "config" / "registers" / "simulated-meter.toml"
FILE = """
[monitor]
name = "meters"
[store]
path = "meters.sqlite"
[lines.a]
address = "sim:"
timeout = 0.05
[simulation]
outages = [ {{ line = "a", after = 115, minutes = 10 }} ]
{meters}
"""
METER = """
[meters.M-{n}]
driver = "{driver}"
line = "a"
options = {{ {options} }}
read = {{ {quantity} = "60min" }}
"""


def written(folder: Path, driver: str, options: list[str], quantity: str) -> Path:
    each = (METER.format(n=n, driver=driver, options=o, quantity=quantity) for n, o in enumerate(options, 1))
    (folder / "meters.toml").write_text(FILE.format(meters="".join(each)), encoding="utf-8")
    return folder / "meters.toml"


@pytest.mark.parametrize(("driver", "options", "quantity", "profile"), [
    ("dlt645", ['address = "1"', 'address = "2"'], "active_energy_import", True),
    ("dlt698", ['address = "1"', 'address = "2"'], "active_energy_import", True),
    ("cjt188", ['address = "1"', 'address = "2"'], "volume", False),
    ("mbus", ['address = "1"', 'address = "2"'], "heat_energy", False),
    ("modbus_meter", ['unit = "1", map = "{map}"', 'unit = "2", map = "{map}"'], "active_energy_import", False),
    ("dlms", [""], "active_energy_import", True),
    ("dlms", ['framing = "hdlc"'], "active_energy_import", True),
    ("iec62056_21", [""], "active_energy_import", False),
])  # fmt: skip
def test_hours_of_each_protocol(tmp_path: Path, driver: str, options: list[str], quantity: str, profile: bool) -> None:
    options = [o.replace("{map}", str(MAP)) for o in options]
    found = hours(load_monitor(written(tmp_path, driver, options, quantity)), 4, MIDNIGHT)
    for n in range(1, len(options) + 1):
        mine = [v for v in found if v.meter == f"M-{n}"]
        assert Counter(v.flag for v in mine) == (
            {"good": 3, "back-filled": 1} if profile else {"good": 3, "late": 1}
        ), driver
        assert [v.value for v in mine] == sorted(v.value for v in mine)
        assert all(v.simulated for v in mine)
