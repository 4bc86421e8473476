"""The list of measuring points: every problem is named with its line."""

from pathlib import Path

import pytest

from records.errors import RegisterError
from services.energy.points import read_points
from services.energy.savings import read_uses

HEAD = "point,level,kind,serial,unit,source,target,mpe\n"


def refused(tmp_path: Path, text: str, name: str = "points.csv") -> str:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(RegisterError) as error:
        read_points(file)
    return str(error.value)


def test_heads_and_words_in_either_language(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text("测量点,级别,Kind of energy,状态\nP1,主要用能设备,电力,准用\nP2,sub-unit,Steam,stopped\n", "utf-8")
    first, second = read_points(file)
    assert (first.level, first.kind, first.status) == ("equipment", "electricity", "restricted")
    assert (second.level, second.kind, second.status) == ("sub_unit", "steam", "stopped")


def test_toml_says_the_same(tmp_path: Path) -> None:
    file = tmp_path / "points.toml"
    file.write_text('[[points]]\npoint = "P1"\nlevel = "user"\nkind = "water"\nmpe = "2"\n', "utf-8")
    assert str(read_points(file)[0].mpe) == "2"
    assert "[[points]]" in refused(tmp_path, "[points]\n", "other.toml")
    assert "point 1: metre: not known" in refused(tmp_path, '[[points]]\nmetre = "1"\n', "more.toml")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("P1,user,,,,,,", "line 2: kind: is missing"),
        ("P1,top,water,,,,,", "level: 'top' is none of user"),
        ("P1,user,wind,,,,,", "kind: 'wind' is none of"),
        ("P1,user,water,,,a,,", "source, target: both or none"),
        ("P1,user,water,,m3,a,a,", "target: is the source too"),
        ("P1,user,water,,,a,b,", "unit: is missing"),
        ("P1,user,water,,m3,a,b,0", "mpe: '0' is no number above 0"),
        ("P1,user,water,,,,,\nP1,user,coal,,,,,", "line 3: point: 'P1' stands in line 2 already"),
        ("P1,user", "line 2: has 2 cells for 8 columns"),
    ],
)
def test_what_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    assert problem in refused(tmp_path, f"{HEAD}{row}\n")


def test_an_empty_list_and_a_missing_column(tmp_path: Path) -> None:
    assert "the list has no measuring point" in refused(tmp_path, HEAD)
    assert "the column level is missing" in refused(tmp_path, "point,kind\nP1,water\n")
    assert "'meter' is no column" in refused(tmp_path, "point,meter\n")


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8-sig", ";")])
def test_tables_are_read_as_spreadsheets_save_them(tmp_path: Path, encoding: str, sign: str) -> None:
    rows = [("period", "use", "driver"), ("一月", "12.50", "3"), ("", "", ""), ("二月", "13", "4.5")]
    (tmp_path / "uses.csv").write_text("\r\n".join(sign.join(row) for row in rows), encoding=encoding)
    assert [(u.period, str(u.use), str(u.driver)) for u in read_uses(tmp_path / "uses.csv")] == [
        ("一月", "12.50", "3"), ("二月", "13", "4.5"),
    ]  # fmt: skip
