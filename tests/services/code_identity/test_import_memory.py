"""Remembered imports are those of modules as they are."""

import sys
from pathlib import Path

import pytest

from services.code_identity import code_files, import_memory


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(import_memory, "_place", lambda: tmp_path / "imports.json")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # whatever the machine of the tests wishes
    folder = tmp_path / "parts"
    folder.mkdir()
    texts = {"__init__": "", "a": "from parts.b import f\n", "b": "from . import c\n", "c": "", "d": ""}
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    return folder


def names(package: Path) -> str:
    return " ".join(path.stem for path in import_memory.imported([package / "a.py"], package))


def test_what_is_remembered_is_not_parsed_again(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(package) == "__init__ a b c"
    monkeypatch.setattr(import_memory, "named", lambda source: pytest.fail(f"{source!r} was parsed again"))
    assert names(package) == "__init__ a b c"


def test_a_changed_module_is(package: Path) -> None:
    names(package)
    (package / "c.py").write_text('KNOWN = "parts.d:x"\n', "utf-8")
    assert names(package) == "__init__ a b c d"
    assert import_memory.imported([package / "a.py"], package) == code_files.imported([package / "a.py"], package)
