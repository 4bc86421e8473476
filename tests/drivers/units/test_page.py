"""The page of simulated units says what the catalogue says."""

import importlib.util
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parents[3] / "docs/reference/make_simulated_units.py"
SPEC = importlib.util.spec_from_file_location("steelyard_make_simulated_units", SCRIPT)
assert SPEC is not None
make: Any = importlib.util.module_from_spec(SPEC)
assert SPEC.loader is not None
SPEC.loader.exec_module(make)


def test_every_row_of_the_page_is_what_the_catalogue_says() -> None:
    """A unit that came since has no row yet; the script adds it."""
    rows = {line for line in make.PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")}
    assert len(rows) > 50
    assert rows - set(make.page().splitlines()) == set(), "python docs/reference/make_simulated_units.py"
