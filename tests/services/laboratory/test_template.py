"""`steelyard init` makes a folder whole or not at all."""

from pathlib import Path

import pytest

from records.errors import RecordsError
from services.laboratory.template import copy_template


def test_a_killed_init_leaves_nothing_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "laboratory"

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            copy_template(folder)
    assert not folder.exists()
    assert (folder / "laboratory.toml") in copy_template(folder)
    assert [p.name for p in tmp_path.iterdir()] == ["laboratory"]


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RecordsError, match="not an empty folder"):
        copy_template(tmp_path)
    with pytest.raises(RecordsError, match="not an empty folder"):
        copy_template(tmp_path / "mine.txt")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert len(copy_template(tmp_path)) > 5
