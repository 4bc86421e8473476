"""Reference frames: each valid one decodes to its meaning and back to its bytes, each invalid one is refused.

`pytest tests/drivers --frames FILE` runs any further file of the same form: a YAML list of `id`, `protocol`, `hex` (or
`ascii`), `valid`, and what it decodes to (`decoded`, `value`). An adapter per protocol family is in `frame_adapters/`.
"""

import importlib.util
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from drivers.codecs.mt_sics import Busy
from drivers.codecs.numbers import Malformed, Refused

HERE = Path(__file__).parents[1]
CARRIED = HERE / "frames/reference.yaml"


#: Protocols in which every bit of a frame is covered by a check sum or fixed.
SUMMED = ("dlt645-2007", "dlt645-1997", "dlt698.45", "cjt188-2004", "dlms-hdlc", "modbus-rtu")


def adapters() -> dict[str, Any]:
    """Protocol to the module that reads it."""
    found = {}
    for path in sorted((HERE / "frame_adapters").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"frame_adapter_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.update(dict.fromkeys(module.PROTOCOLS, module))
    return found


ADAPTERS = adapters()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if {"frame", "summed"} & set(metafunc.fixturenames):
        further = [Path(name) for name in metafunc.config.getoption("--frames", default=[])]
        frames = [frame for path in (CARRIED, *further) for frame in yaml.safe_load(path.read_text("utf-8"))]
        name = "frame" if "frame" in metafunc.fixturenames else "summed"
        if name == "summed":
            frames = [frame for frame in frames if frame["valid"] and frame["protocol"] in SUMMED]
        metafunc.parametrize(name, frames, ids=[str(frame["id"]) for frame in frames])


def bytes_of(frame: dict[str, Any]) -> bytes:
    if "hex" in frame:
        return bytes.fromhex(str(frame["hex"]))
    return str(frame["ascii"]).encode("ascii")


def plain(text: str) -> str:
    return text.replace(" ", "").upper()


def test_frame(frame: dict[str, Any]) -> None:
    assert frame["protocol"] in ADAPTERS, f"no adapter reads {frame['protocol']}"
    read, raw = ADAPTERS[frame["protocol"]].read, bytes_of(frame)
    if not frame["valid"]:
        with pytest.raises((Malformed, Refused, Busy)):
            read(frame, raw)
        return
    found = read(frame, raw)
    said = re.findall(r"(\w+)=(.*?)(?= \w+=|$)", str(frame.get("decoded", "")))
    for name, text in said:
        if name in found["fields"]:
            assert plain(found["fields"][name]) == plain(text), name
    if "value" in frame:
        assert found["value"] == Decimal(str(frame["value"]))
    if found["encoded"] is not None:
        assert found["encoded"] == raw


def test_every_changed_byte_is_noticed(summed: dict[str, Any]) -> None:
    raw, read = bytes_of(summed), ADAPTERS[summed["protocol"]].read
    for index in range(len(raw)):
        changed = raw[:index] + bytes([raw[index] ^ 0x01]) + raw[index + 1 :]
        with pytest.raises((Malformed, Refused)):
            read(summed, changed)
