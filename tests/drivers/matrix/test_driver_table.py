"""The page of drivers says what the drivers' docstrings say."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from drivers import registry
from drivers.clock import WallClock
from drivers.errors import InstrumentError
from drivers.fitting import Fitting

SCRIPT = Path(__file__).parents[3] / "docs/reference/make_drivers.py"
SPEC = importlib.util.spec_from_file_location("steelyard_make_drivers", SCRIPT)
assert SPEC is not None
make: Any = importlib.util.module_from_spec(SPEC)
assert SPEC.loader is not None
SPEC.loader.exec_module(make)


def test_the_page_is_up_to_date() -> None:
    found = make.PAGE.read_text(encoding="utf-8")
    assert found == make.page(), "python docs/reference/make_drivers.py"


def test_every_driver_has_its_row_and_its_sections() -> None:
    page = make.page()
    for name in registry.BUILT_IN:
        assert f"| [`{name}`](#{name}) |" in page
        details = page.split(f"## {name}\n")[1].split("\n## ")[0]
        assert name == "simulated_person" or "**Role**" in details


@pytest.mark.parametrize("name", sorted(registry.BUILT_IN))
def test_the_options_of_the_page_are_those_that_the_driver_takes(name: str) -> None:
    link: Any = object()
    with pytest.raises(InstrumentError, match="no_such_option") as caught:
        registry.load(name).fit(Fitting("role", "role", WallClock(), link, {}, {"no_such_option": "1"}))
    known = {word.strip(" .") for word in str(caught.value).partition("Known options:")[2].split(",")} - {"none"}
    said = make.options_of(name)
    if name not in ("csv_file", "pymeasure_reader"):  # there each reading of a role is an option
        assert {option for option in known if f"`{option}`" not in said} == set()
    if not known:
        assert said == "none."


def test_a_docstring_is_taken_apart() -> None:
    text = """A meter of ours. More. Manual: X p. 1. Role: `Thermometer`. Safe state: none. unverified: all of it."""
    title, found = make.sections(text)
    assert title == "A meter of ours"
    assert found["Role"] == "`Thermometer`."
    assert make.unverified(text) == "all of it."
    assert make.unverified("nothing doubtful") == ""
