"""Each attack of the campaign on a small store: what was done is named, and no document is made of the run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.evidence.attacks import ATTACKS, Scene, attacked


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.__name__)
def test_an_attack_is_named(attack: Callable[[Scene], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path))  # restored after the scene has set its own
    expected, named, readable = attacked(attack, tmp_path)
    assert any(expected in text for text in named), named
    assert not readable
