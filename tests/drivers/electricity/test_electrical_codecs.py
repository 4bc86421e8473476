"""Codecs of calibrators and multimeters against captured and made-up lines."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.codecs import counter, fluke, multimeter, scpi
from drivers.codecs.numbers import Malformed

D = Decimal
FRAMES = yaml.safe_load((Path(__file__).parents[1] / "frames/fluke_5522a.yaml").read_text("utf-8"))


@pytest.mark.parametrize("frame", FRAMES, ids=[frame["id"] for frame in FRAMES])
def test_frames(frame: dict[str, Any]) -> None:
    if frame["asked"] == "*IDN?":
        assert frame["reply"].split(",") == ["FLUKE", "5522A", "1972905", "1.1+1.3+1.8"]
    elif "value" in frame:
        found = fluke.output_55(frame["reply"])
        assert str(found.value) == frame["value"]
        assert (found.unit, str(found.frequency)) == (frame["unit"], frame["frequency"])
    elif "code" in frame:
        assert scpi.error_entry(frame["reply"]) == (frame["code"], frame["text"])
    else:
        with pytest.raises(Malformed):
            (fluke.output_55 if frame["asked"] == "OUT?" else scpi.error_entry)(frame["reply"])


@pytest.mark.parametrize(
    ("value", "unit", "frequency", "line"),
    [
        ("10", "V", "0", "OUT 10 V, 0 HZ"),
        ("-0.1000", "V", "0", "OUT -0.1000 V, 0 HZ"),
        ("1E-3", "A", "1E+3", "OUT 0.001 A, 1000 HZ"),
        ("1E+6", "Ω", "0", "OUT 1000000 OHM"),
    ],
)
def test_settings_have_no_multiplier_and_bring_their_frequency(
    value: str, unit: str, frequency: str, line: str
) -> None:
    assert fluke.setting(D(value), unit, D(frequency)) == line


@pytest.mark.parametrize(
    ("value", "unit", "frequency"),
    [("1", "mV", "0"), ("NaN", "V", "0"), ("1", "V", "-50"), ("1.000000000000001", "V", "0"), ("1", "V", "Infinity")],
)
def test_what_cannot_be_set(value: str, unit: str, frequency: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be set|digits"):
        fluke.setting(D(value), unit, D(frequency))


def test_57xx_replies() -> None:
    assert fluke.output_57("1.00000000E+02,V,1.0000E+02") == fluke.Output(D("100.000000"), "V", D("100.00"))
    assert fluke.gross_state('19,"Tripped to Dormant"') == (19, "Tripped to Dormant")
    assert fluke.gross_state("0") == (0, "")
    assert fluke.explanation('"ILLEGAL LIMIT SETTING"') == "ILLEGAL LIMIT SETTING"
    refused = [
        (fluke.output_57, "1.0E+02,V"),
        (fluke.output_57, "1.0000000E+01,V,0E+00,0,5.00E+01"),
        (fluke.gross_state, "operating"),
        (fluke.explanation, '""'),
        (fluke.register, "-1"),
        (fluke.register, "65536"),
        (fluke.register, "6145.0"),
    ]
    for decode, reply in refused:
        with pytest.raises(Malformed):
            decode(reply)


@pytest.mark.parametrize(
    ("read_back", "wanted", "same"),
    [
        ("10.000000", "10", True),
        ("123.45679", "123.4567891", True),
        ("123.45678", "123.4567891", False),
        ("0E-7", "0", True),
        ("0E-7", "0.0001", False),
    ],
)
def test_a_read_back_agrees_to_the_digits_it_carries(read_back: str, wanted: str, same: bool) -> None:
    assert fluke.agrees(D(read_back), D(wanted)) is same


@pytest.mark.parametrize(
    "reply", [" 2.000000000E+35", "1.00000000E+38", "+9.90000000E+37", "9.91E37", "", "1,2", "nan", "OL"]
)
def test_what_is_no_reading(reply: str) -> None:
    with pytest.raises(Malformed):
        multimeter.reading(reply)


def test_function_words_and_events() -> None:
    words = {'"VOLT:DC"': "VOLT", '"VOLTAGE:AC"': "VOLT:AC", '"RESISTANCE"': "RES", '"FRES"': "FRES", '"CURR"': "CURR"}
    assert {reply: multimeter.function_word(reply) for reply in words} == words
    assert multimeter.standard_events("0") == multimeter.standard_events("128") == ()
    assert multimeter.standard_events("60") == (
        "query error",
        "device-dependent error",
        "execution error",
        "command error",
    )
    for decode, reply in ((multimeter.function_word, "VOLT"), (multimeter.standard_events, "256")):
        with pytest.raises(Malformed):
            decode(reply)


DECODERS = [
    fluke.output_55,
    fluke.output_57,
    fluke.register,
    fluke.gross_state,
    fluke.explanation,
    multimeter.reading,
    multimeter.function_word,
    multimeter.standard_events,
    scpi.error_entry,
    counter.positive,
    counter.whole,
    counter.register,
]


@settings(max_examples=300)
@given(st.one_of(st.text(st.characters(min_codepoint=32, max_codepoint=126)), st.from_regex(r"[0-9E+.,V\"A-Z ]{0,40}")))
def test_any_line_is_decoded_or_refused_by_name(line: str) -> None:
    for decode in DECODERS:
        try:
            decode(line)  # type: ignore[operator]
        except Malformed:
            continue


@settings(max_examples=100)
@given(st.decimals(min_value="-1000", max_value="1000", places=7), st.sampled_from(["V", "A"]))
def test_what_is_set_reads_back_as_itself(value: Decimal, unit: str) -> None:
    assert fluke.setting(value, unit, D(0)).startswith("OUT ")
    assert fluke.agrees(fluke.output_55(f"{value:.7E},{unit},0E+00,0,0.00E+00").value, value)
