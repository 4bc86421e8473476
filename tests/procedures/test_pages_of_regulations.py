"""The pages of regulations say what the data files say."""

import importlib.util
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parents[2] / "docs/reference/make_regulations.py"
SPEC = importlib.util.spec_from_file_location("steelyard_make_regulations", SCRIPT)
assert SPEC is not None
make: Any = importlib.util.module_from_spec(SPEC)
assert SPEC.loader is not None
SPEC.loader.exec_module(make)


def test_every_page_is_what_the_data_say() -> None:
    pages = make.pages()
    stale = [file.name for file, text in pages.items() if not file.exists() or file.read_text("utf-8") != text]
    assert stale == [], "python docs/reference/make_regulations.py"
    assert set(make.FOLDER.glob("*.md")) == pages.keys() - {make.INDEX}
