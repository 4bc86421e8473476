"""An option that takes one value is given once; flags and lists may be repeated."""

from typing import Any

import pytest


@pytest.mark.parametrize(("words", "name"), [
    (("plan", "JJG 52", "--bench", "a.toml", "--bench", "b.toml", "--subject", "c.toml"), "--bench"),
    (("runs", "--from=2026-11-01", "--from", "2026-11-02"), "--from"),
    (("report", "last", "-o", "a", "--output", "b"), "-o"),
    (("instruments", "list", "--as-of", "2026-11-01", "--as-of", "2026-11-01"), "--as-of"),
])  # fmt: skip
def test_the_second_is_refused(lab: Any, words: tuple[str, ...], name: str) -> None:
    said = lab(*words)
    assert said.code == 2
    assert f"{name} is given more than once; keep one of them" in said.err
    assert f"{name} 给出了不止一次" in lab(*words, "--lang", "zh").err


def test_a_flag_may_be_repeated(lab: Any) -> None:
    assert "given more than once" not in lab("runs", "--json", "--json").err
