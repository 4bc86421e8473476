"""A file whose ending is not that of what is written is refused, in both languages, before anything is looked up."""

import shlex
from pathlib import Path

import pytest

from tests.console.conftest import Lab

COMMANDS = {
    "targets --xlsx {}": (".xlsx", "a.csv"),
    "due --calendar {}": (".ics", "a.txt"),
    "rates coverage --map {}": (".svg", "a.png"),
    "standards map --picture {}": (".svg", "a"),
    "standards graph -o {}": (".svg", "a.pdf"),
    "standards to-toml -o {}": (".toml", "a.csv"),
    "assessments chart MS1 -o {}": (".svg", "a.png"),
    "packages chart -o {}": (".svg", "a.png"),
    "documents batch O1 -o {}": (".pdf", "a.doc"),
    "documents label 1 --key k.toml -o {}": (".pdf", "a.png"),
    "reevaluate --standard S --as-of 2026-01-01 -o {}": (".json", "a.csv"),
    "regulations 'JJG 443' --missing -o {}": (".toml", "a.csv"),
    "energy data 'GB 17167' --missing -o {}": (".toml", "a.csv"),
    "dcc write last -o {}": (".xml", "a.pdf"),
    "dcc migrate old.xml -o {}": (".xml", "a.pdf"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_another_ending_is_refused(lab: Lab, command: str) -> None:
    wanted, name = COMMANDS[command]
    words = [str(lab.folder / name) if word == "{}" else word for word in shlex.split(command)]
    found = lab(*words, "--json") if not command.startswith(("standards", "documents", "dcc w")) else lab(*words)
    assert found.code == 2
    assert f"use {wanted}" in found.err + found.out.replace("\\", "")
    zh = lab(*words, "--lang", "zh")
    assert zh.code == 2
    assert f"{name}：请用 {wanted}" in "".join(zh.err.split("\n")).replace("  ", "")
    assert not (lab.folder / name).exists()


def test_the_right_ending_is_written_also_in_capitals(lab: Lab, tmp_path: Path) -> None:
    file = tmp_path / "MISSING.TOML"
    assert lab("regulations", "JJG 443", "--missing", "-o", file).code == 0
    assert file.stat().st_size > 0
