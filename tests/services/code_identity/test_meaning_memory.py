"""Remembered digests are those of files as they are."""

import sys
from pathlib import Path

import pytest

from services.code_identity import code_meaning, meaning_memory


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path]]:
    monkeypatch.setattr(meaning_memory, "_place", lambda: tmp_path / "meanings.json")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # whatever the machine of the tests wishes
    texts = {"a.py": "LIMIT = 3\n", "b.toml": "limit = 4\n", "c.typ": "#text\n", "d.toml": "LIMIT = 3\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return [(name, tmp_path / name) for name in texts]


def test_what_is_remembered_is_not_parsed_again(files: list[tuple[str, Path]], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = code_meaning.digest(files)
    assert meaning_memory.digest(files) == expected
    monkeypatch.setattr(code_meaning, "meaning", lambda path: pytest.fail(f"{path} was parsed again"))
    assert meaning_memory.digest(files) == expected


@pytest.mark.parametrize("text", ["LIMIT = 5\n", "LIMIT = 3; OTHER = 1\n", "LIMIT ="])
def test_a_changed_file_is(files: list[tuple[str, Path]], text: str) -> None:
    before = meaning_memory.digest(files)
    files[0][1].write_text(text, "utf-8")
    assert meaning_memory.digest(files) == code_meaning.digest(files) != before


@pytest.mark.parametrize("memory", ["", "[]", "{"])
def test_a_broken_memory_is_written_again(files: list[tuple[str, Path]], tmp_path: Path, memory: str) -> None:
    (tmp_path / "meanings.json").write_text(memory, "utf-8")
    assert meaning_memory.digest(files) == code_meaning.digest(files)
    assert len((tmp_path / "meanings.json").read_text("utf-8")) > len(memory)


def test_nothing_is_remembered_where_no_bytecode_is_written(
    files: list[tuple[str, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert meaning_memory.digest(files) == code_meaning.digest(files)
    assert not (tmp_path / "meanings.json").exists()
