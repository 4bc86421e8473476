"""Slips in a filled-in form that would be read as another value: each is refused, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sequencer.form import FormError, FormIdentity, read_form

IDENTITY = FormIdentity("F1", "JJG 539-2016", "initial", "Maker Model 1", "0123456789abcdef")
HEAD = "address,项目 item,读数 reading,单位 unit,value,reason"
STATED = "".join(f"{name},{value},,,,\n" for name, value in IDENTITY.rows())
ROW = "weighing/up/100g/I,称量,示值 I,g,"


def problems(tmp_path: Path, rows: str, head: str = HEAD, stated: str = STATED) -> str:
    path = tmp_path / "form.csv"
    path.write_text(f"{head}\n{stated}{rows}", encoding="utf-8")
    with pytest.raises(FormError) as refused:
        read_form(path)
    return "\n".join(refused.value.problems)


@pytest.mark.parametrize(
    "cells", ["1,25,", "15,000,", "2.5,weights changed, shield open", "1,25,because it was read twice", "1,2,3,4"]
)
def test_a_comma_that_is_not_quoted(tmp_path: Path, cells: str) -> None:
    said = problems(tmp_path, f"{ROW}{cells}\n{ROW.replace('100g', '200g')}{cells}\n")
    assert said.count("cells under 6 columns") == 2
    assert "line 7: weighing/up/100g/I" in said
    assert "line 8: weighing/up/200g/I" in said


@pytest.mark.parametrize("cells", ["1,25", "15,000", "25,4", "0,5", "100,2.5", "100,-3", "100,２５"])
def test_a_comma_that_makes_the_reason_a_number(tmp_path: Path, cells: str) -> None:
    assert "is a number; a decimal comma" in problems(tmp_path, f"{ROW}{cells}\n")


@pytest.mark.parametrize("reason", ["y", "Y", "yes", "ok", "OK.", "是", "确认", "请确认", "x", "--", "n/a"])
def test_a_reason_that_is_none(tmp_path: Path, reason: str) -> None:
    said = problems(tmp_path, f"{ROW}100,{reason}\n")
    assert "is no reason" in said


@pytest.mark.parametrize("reason", ["示值已复核", "read twice, same", "砝码更换后复测一致"])
def test_a_reason_that_is_one(tmp_path: Path, reason: str) -> None:
    path = tmp_path / "form.csv"
    path.write_text(f'{HEAD}\n{STATED}{ROW}100,"{reason}"\n', encoding="utf-8")
    assert read_form(path).rows["weighing/up/100g/I"].reason == reason


def test_columns_that_stand_twice_are_all_named(tmp_path: Path) -> None:
    said = problems(tmp_path, f"{ROW}100,,100,x\n", head=f"{HEAD},value,reason")
    assert "column 'value' stands more than once" in said
    assert "column 'reason' stands more than once" in said


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_line_ends_of_every_system(tmp_path: Path, end: str) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(f"{HEAD}\n{STATED}{ROW}100,\n".replace("\n", end).encode())
    assert read_form(path).rows["weighing/up/100g/I"].value == "100"


@pytest.mark.parametrize("rows", [f'{ROW}"100,\n', f'{ROW}"100"0,\n', f"{ROW}{'1' * 140_000},\n"])
def test_what_is_no_csv(tmp_path: Path, rows: str) -> None:
    assert "line 7: is not CSV" in problems(tmp_path, rows)


@pytest.mark.parametrize("character", ["\x0b", "\x00", "\x1b", "\ue000", "\U000f0000"])
def test_characters_that_no_document_can_show(tmp_path: Path, character: str) -> None:
    said = problems(tmp_path, f"{ROW}100,first line{character}second line\n")
    assert f"U+{ord(character):04X}" in said


@pytest.mark.parametrize("name", [name for name, _ in IDENTITY.rows()])
def test_a_form_that_does_not_state_what_it_is_for(tmp_path: Path, name: str) -> None:
    stated = "".join(line + "\n" for line in STATED.splitlines() if not line.startswith(name))
    assert name[2:] in problems(tmp_path, f"{ROW}100,\n", stated=stated)


def test_a_value_whose_address_was_removed(tmp_path: Path) -> None:
    assert "line 7: the address is missing" in problems(tmp_path, ",称量,示值 I,g,100,\n")
