"""The page of the architecture says what the import contracts say."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def test_the_table_holds_every_package_on_its_layer() -> None:
    layers = LINTER["contracts"][0]["layers"]
    contract = {name.strip(): len(layers) - n for n, layer in enumerate(layers) for name in layer.split("|")}
    page = {name: int(layer) for layer, name in re.findall(r"^\| (\d+) \| `(\w+)/` \|", PAGE, re.MULTILINE)}
    assert page == contract
    assert set(page) == set(LINTER["root_packages"])


def test_every_package_of_the_repository_is_in_the_table() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages == set(LINTER["root_packages"])


def test_the_page_counts_the_further_contracts() -> None:
    words = {3: "Three", 4: "Four", 5: "Five", 6: "Six"}
    assert f"{words[len(LINTER['contracts']) - 1]} more contracts" in PAGE


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"(?<![\w/])((?:[a-z_]+/)+[a-z0-9_]+\.py)", PAGE))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
