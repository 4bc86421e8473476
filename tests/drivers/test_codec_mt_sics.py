"""MT-SICS lines to values and back."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs import mt_sics
from drivers.codecs.mt_sics import Busy, Weight
from drivers.codecs.numbers import Malformed, Refused, plain_text
from tests.drivers.sics_lines import encode_weight

FRAMES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "frames/mt_sics.yaml").read_text("utf-8"))
RAISED = {"Reported": Refused, "BadReply": Malformed}


def line_of(frame: dict[str, Any]) -> str:
    return plain_text(bytes.fromhex(frame["hex"]).rstrip(b"\r\n"))


def decoded(frame: dict[str, Any]) -> Any:
    asked, line = frame["asked"], line_of(frame)
    if asked.startswith("I"):
        return mt_sics.quoted(asked, line)
    if asked == "Z":
        return mt_sics.acknowledged(asked, line)
    found = mt_sics.weight(asked, line)
    if found.status != "S":
        raise Malformed(line)
    return found


@pytest.mark.parametrize("frame", [f for f in FRAMES if "error" in f], ids=lambda f: f["id"])
def test_is_refused(frame: dict[str, Any]) -> None:
    with pytest.raises(RAISED[frame["error"]]):
        decoded(frame)


@pytest.mark.parametrize("frame", [f for f in FRAMES if "value" in f], ids=lambda f: f["id"])
def test_weight_decodes_and_encodes_to_the_same_bytes(frame: dict[str, Any]) -> None:
    found = decoded(frame)
    assert (str(found.value), found.unit) == (frame["value"], frame["unit"])
    assert encode_weight("S", found) + b"\r\n" == bytes.fromhex(frame["hex"])


@pytest.mark.parametrize("frame", [f for f in FRAMES if "text" in f or "acknowledged" in f], ids=lambda f: f["id"])
def test_text_and_acknowledgement(frame: dict[str, Any]) -> None:
    assert decoded(frame) == frame.get("text")


def test_every_frame_is_one_of_the_three_kinds() -> None:
    assert all(len({"error", "value", "text", "acknowledged"} & set(frame)) == 1 for frame in FRAMES)


def test_busy_is_neither_a_value_nor_a_failure() -> None:
    for asked, line in (("S", "S I"), ("Z", "Z I"), ("T", "T I"), ("SI", "S I")):
        with pytest.raises(Busy):
            mt_sics.refuse_errors(asked, line)


def test_delta_range_blank_is_not_a_digit() -> None:
    assert str(mt_sics.weight("S", "S S    100.0  g").value) == "100.0"


@given(
    st.decimals(min_value=-99999, max_value=999999, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["g", "kg", "mg", "ct"]),
)
def test_encoding_is_undone_by_decoding(value: Any, unit: str) -> None:
    shown = Weight("S", abs(value) if value == 0 else value, unit)
    assert mt_sics.weight("S", encode_weight("S", shown).decode()) == shown


@given(st.binary(max_size=24))
def test_any_bytes_give_a_value_or_a_typed_refusal(raw: bytes) -> None:
    try:
        found = mt_sics.weight("S", plain_text(raw))
    except (Malformed, Refused, Busy):
        return
    assert found.value.is_finite()
