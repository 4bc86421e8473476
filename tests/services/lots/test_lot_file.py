"""The members of a lot are read like a form: nothing that a spreadsheet shifted is dropped."""

from pathlib import Path

import pytest

from records.errors import RegisterError
from services.lots.lot_file import _members


@pytest.mark.parametrize(("text", "says"), [
    ("serial,maker\n1,a\n2,b,c\n", "line 3: 3 cells under 2 columns"),
    ("serial,maker\n1,a\n2\n", "line 3: 1 cells under 2 columns"),
    ("serial,year,year\n1,2020,2021\n", "column 'year' stands more than once"),
    ("serial\n" + "1" * 200_000 + "\n", "field larger than field limit"),
    ('serial\n"1\n', "is not CSV"),
    ("serial,maker\n1,a\n1,b\n", "serial '1' stands in it more than once"),
    ("", "needs a column `serial`"),
])  # fmt: skip
def test_members_that_cannot_be_read_as_they_stand(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "members.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        _members(path)
    assert says in str(refused.value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_members(tmp_path: Path, end: str) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes(f"serial,maker{end} 1 ,a{end}{end}2,b{end}".encode())
    assert _members(path) == ({"serial": "1", "maker": "a"}, {"serial": "2", "maker": "b"})
