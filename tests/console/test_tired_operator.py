"""Slips of the keyboard: an empty store, full width, more days than the calendar has, a misspelt command."""

from typing import Any

import pytest


def test_a_store_without_a_name_measures_nothing(lab: Any) -> None:
    said = lab.run("JJG 52", "--store", "")
    assert said.code == 2
    assert "the store has no name" in said.err
    assert "✓" not in said.err


def test_a_regulation_typed_in_full_width(lab: Any) -> None:
    words = ("--bench", lab.folder / "benches/gauge.toml", "--subject", lab.subject("gauge"), "--date", "2026-11-23")
    assert lab("plan", "ＪＪＧ　５２－２０１３", *words, "--json").document["regulation"] == "JJG 52-2013"


def test_more_days_than_the_calendar_has(lab: Any) -> None:
    for table in ("organisations", "catalogue", "instruments"):
        said = lab(table, "import", lab.folder / f"tables/{table}.csv")
        assert said.code == 0, said.err
    assert lab("due", "--days", "999999999999", "--json").document == lab("due", "--days", "99999", "--json").document


@pytest.mark.parametrize(("words", "zh"), [
    (("energy", "balanse"), "错误: 没有命令 balanse，是否指 balance？"),
    (("energy", "xyz"), "错误: 没有命令 xyz\n"),
    (("regulatons",), "错误: 没有命令 regulatons，是否指 regulations, organisations？"),
])  # fmt: skip
def test_a_misspelt_command_in_one_language(lab: Any, words: tuple[str, ...], zh: str) -> None:
    said = lab(*words, "--lang", "zh")
    assert said.code == 2
    assert zh in said.err
    assert "Did you" not in said.err


def test_reasons_without_a_heading_start_on_the_line_of_the_error(lab: Any) -> None:
    empty = lab.folder / "empty.toml"
    empty.touch()
    assert f"Error: {empty}:1: monitor: Field required\n  • " in lab("monitor", "run", empty).err
