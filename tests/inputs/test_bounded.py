"""Whatever a person hands in as a file: one error after a moment, or its content."""

import os
import time
from pathlib import Path

import pytest

from inputs.bounded import LARGEST, BadFile, clip, read_bytes, read_rows, read_text, read_toml

BAD = {
    "digits": "a = " + "1" * 5000,
    "million digits": f'a = "{"9" * 1_000_000}"',
    "exponent": 'upper = "1e999999999"',
    "exponent beyond any": 'upper = "1E+99999999999999999999"',
    "in a list": 'points = ["1", "1e-99999"]',
    "nan": 'upper = "nan"',
    "signalling nan": 'upper = "sNaN123"',
    "inf": 'upper = "-Infinity"',
    "float nan": "upper = nan",
    "float inf": "upper = inf",
    "deep lists": "a = " + "[" * 50_000 + "]" * 50_000,
    "deep tables": "a = " + "{b = " * 2000 + "1" + "}" * 2000,
    "deep keys": ".".join(["a"] * 3000) + " = 1",
    "deep header": "[" + ".".join(["a"] * 3000) + "]",
    "no TOML": "a = ",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_toml_file_out_of_bounds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.toml"
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    with pytest.raises(BadFile) as refused:
        read_toml(path)
    assert time.process_time() - started < 20
    assert len(str(refused.value)) < 400


GOOD = ['upper = "1.5e3"', 'serial = "12E345678"', 'name = "Infinity"', 'certificate = "nan"', "a = [[1], [2]]"]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_within_bounds_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.toml"
    path.write_text(f"\ufeff{text}", encoding="utf-8")
    assert read_toml(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    nothing = tmp_path / "x"
    found = ((tmp_path, "folder"), (tmp_path / "pipe", "pipe"), (Path("/dev/zero"), "device"), (nothing, "read"))
    for path, word in found:
        with pytest.raises(BadFile, match=word):
            read_bytes(path)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(BadFile, match="larger"):
        read_text(path)


@pytest.mark.parametrize(("encoding", "named"), [("gbk", "GBK"), ("utf-16", "UTF-16")])
def test_another_encoding_is_named(tmp_path: Path, encoding: str, named: str) -> None:
    path = tmp_path / "file.toml"
    path.write_text("name = '压力表'", encoding=encoding)
    with pytest.raises(BadFile, match=named):
        read_toml(path)


def test_a_quotation_is_short_and_its_control_characters_are_visible() -> None:
    assert clip("a\x1b[2Jb") == "a\\x1b[2Jb"
    assert len(clip("x" * 280_000)) < 250


@pytest.mark.parametrize("text", ["a,b\n1," + "x" * 10_001 + "\n", "a,b\n1," + "x" * 200_000 + "\n", 'a,b\n1,"open\n'])
def test_rows_out_of_bounds(text: str) -> None:
    with pytest.raises(BadFile, match="line 2: "):
        list(read_rows(text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_with_line_ends_of_every_kind(end: str) -> None:
    assert list(read_rows(f'a,b{end}1,"2, 3"{end}')) == [(1, ["a", "b"]), (2, ["1", "2, 3"])]
