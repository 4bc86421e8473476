"""Items that stand in the data file alone: mistakes of their rows are named, laws and limits do what they say."""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from metrology.limits import Limit
from procedures.errors import AuthorError
from procedures.kit import Facts, Nameplate, ReadItems
from procedures.kit.read_laws import LAWS, coefficient
from procedures.kit.read_rows import FIXED, OF_THE_READING, OF_THE_SETTING, PERMITS, ReadRow, named_unit

D = Decimal
FACTS = """id = "LAB BEAM-2026"
title = "束 | Beam"
issued = 2026-01-01
in_force = 2026-01-01
conditions = { source = "a" }
[sources]
a = { clause = "1", status = "verified" }
[items]
kv = { name = "电压 | Voltage", source = "a", LAW unit = "kV", permits = "PERMITS", limit = "kv" }
[numbers]
kv = { value = 10, unit = "%", source = "a" }
"""


class Plate(Nameplate):
    """A nameplate that says nothing more."""


def edition(folder: Path, law: str = 'law = "value",', permits: str = "within") -> type[Any]:
    """A module of four lines."""
    file = folder / "beam_2026.toml"
    file.write_text(FACTS.replace("LAW", law).replace("PERMITS", permits), "utf-8")

    class Beam(ReadItems[Plate]):
        facts = Facts(file)
        subject_model, under_test = Plate, "source"

    return Beam


def test_an_item_with_a_law_needs_no_method(tmp_path: Path) -> None:
    (item,) = [i for i in edition(tmp_path).items() if i.key == "kv"]
    assert [(c.key, c.unit) for c in item.columns] == [("y", "kV"), ("MPE", "kV")]
    assert set(edition(tmp_path).role_types()) == {"source", "readout", "room", "inspector"}


@pytest.mark.parametrize(("law", "permits", "message"), [
    ('law = "guess",', "within", "'guess', 'within': law is one of value, error, relative"),
    ('law = "value",', "about", "'value', 'about': law is one of .* permits one of within, most"),
    ("", "within", "items kv: no method of Beam examines them"),
])  # fmt: skip
def test_a_mistake_in_a_row_is_named(tmp_path: Path, law: str, permits: str, message: str) -> None:
    with pytest.raises(AuthorError, match=message):
        edition(tmp_path, law, permits)


def test_a_row_that_lacks_its_limit_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x_2026.toml"
    file.write_text(FACTS.replace("LAW", 'law = "value",').replace(', permits = "PERMITS", limit = "kv"', ""), "utf-8")
    with pytest.raises(AuthorError, match=r"items\.kv: .*permits.*limit"):
        ReadRow.of(Facts(file))


def ends(limit: Limit) -> tuple[Decimal, ...]:
    return limit.at(D(0))


def test_every_way_to_permit() -> None:
    assert set(PERMITS) == {*FIXED, *OF_THE_READING, *OF_THE_SETTING}
    infinite = D("Infinity")
    assert ends(FIXED["within"](D(3))) == (-3, 3)
    assert ends(FIXED["most"](D(3))) == (-infinite, 3)
    assert ends(FIXED["least"](D(3))) == ends(FIXED["above"](D(3))) == (3, infinite)
    assert ends(FIXED["between"](D(2), D(3))) == (2, 3)
    assert ends(FIXED["unclear"](D(2), D(3))) == (-infinite, 2)
    assert ends(OF_THE_READING["percent"](D(-50), D(10), D(1))) == (-6, 6)
    assert ends(OF_THE_READING["greatest"](D(200), D(2), D(3))) == (-4, 4)
    assert ends(OF_THE_READING["greatest"](D(100), D(2), D(3))) == (-3, 3)
    assert ends(OF_THE_READING["smallest"](D(8), D(10), D("0.5"))) == (D("-0.5"), D("0.5"))
    assert ends(OF_THE_READING["smallest"](D(4), D(10), D("0.5"))) == (D("-0.4"), D("0.4"))
    assert ends(OF_THE_SETTING["level"](D("0.5"), D(10), D("0.1"))) == (-12, 12)


def test_a_unit_of_the_nameplate() -> None:
    plate = SimpleNamespace(display="kPa")
    assert [named_unit(plate, u) for u in ("@display", "@display/s", "mV", "mm/s")] == ["kPa", "kPa/s", "mV", "mm/s"]


def test_correlation() -> None:
    assert coefficient([D(1), D(2), D(3)], [D(2), D(4), D(6)]) == 1
    assert coefficient([D(1), D(2), D(3)], [D(6), D(4), D(2)]) == -1
    assert coefficient([D(1), D(2), D(3), D(4), D(5)], [D(1), D(2), D(3), D(5), D(4)]) == D("0.9")
    for x, y in (([D(1), D(1)], [D(1), D(2)]), ([D(1), D(2)], [D(1), D(1)])):
        with pytest.raises(ValueError, match="all readings are the same"):
            coefficient(x, y)


def test_every_law_says_its_columns() -> None:
    assert all("MPE" in columns for _, columns in LAWS.values())
