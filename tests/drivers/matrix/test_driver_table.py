"""The page of drivers says what the drivers' docstrings say."""

import importlib.util
from pathlib import Path
from typing import Any

from drivers import registry

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


def test_a_docstring_is_taken_apart() -> None:
    text = """A meter of ours. More. Manual: X p. 1. Role: `Thermometer`. Safe state: none. unverified: all of it."""
    title, found = make.sections(text)
    assert title == "A meter of ours"
    assert found["Role"] == "`Thermometer`."
    assert make.unverified(text) == "all of it."
    assert make.unverified("nothing doubtful") == ""
