"""Finding the Chinese fonts, and saying what to do where they are absent."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from records.event import Event
from reports.documents import write_documents
from reports.errors import MissingFont
from reports.fonts import SANS, SERIF, candidates, font_folders, fonts


def test_fonts_of_this_machine_are_found() -> None:
    assert {SERIF, SANS} <= set(fonts().families())
    assert all(folder.is_dir() for folder in font_folders())


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("linux", "sudo apt-get install fonts-noto-cjk"),
        ("win32", "NotoSerifCJK-Regular.ttc"),
        ("darwin", "STEELYARD_FONTS"),
    ],
)
def test_absent_fonts_stop_the_documents_and_name_the_remedy(
    scale: Callable[..., list[Event]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, words: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("STEELYARD_FONTS", str(tmp_path / "empty"))
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(MissingFont) as raised:
        write_documents(scale(), tmp_path / "out")
    assert words in str(raised.value)
    assert SERIF in str(raised.value)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STEELYARD_FONTS", str(tmp_path / "nowhere"))
    with pytest.raises(MissingFont, match="nowhere"):
        font_folders()


@pytest.mark.parametrize(("system", "folder"), [("win32", "Fonts"), ("darwin", "Library"), ("linux", "noto")])
def test_every_system_has_its_usual_folders(monkeypatch: pytest.MonkeyPatch, system: str, folder: str) -> None:
    monkeypatch.delenv("STEELYARD_FONTS", raising=False)
    monkeypatch.setattr(sys, "platform", system)
    assert any(folder in str(path) for path in candidates())
