"""The official table: merged cells, full-width digits, repeated numbers, words that are none; who may verify it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from registers.errors import RegistersError
from services.catalogue.editions import editions
from services.catalogue.entry_words import Stated
from services.catalogue.loading import Loading, load
from services.register.book import opened_book

HEAD = ["序号", "一级目录", "二级目录", "监管方式", "强检方式", "强检范围及说明"]
BOTH = "型式批准、强制检定"


def loaded(store: str, path: Path, by: str = "R001", *, edition: str = "CN-2027", dry_run: bool = False) -> Loading:
    stated = Stated(edition, date(2027, 7, 1), by, "test table")
    return load(store, path, stated, {}, dry_run=dry_run, by="V001", why="")


def entries(store: str, edition: str = "CN-2027") -> dict[str, tuple[str, str, str, str]]:
    with opened_book(store) as book:
        found = next((e for e in editions(book) if e.name == edition), None)
        return {} if found is None else {i: (e.name, e.supervision, e.mode, e.status) for i, e in found.entries.items()}


def test_merged_cells_full_width_digits_and_a_title_above(store: str, xlsx: Callable[..., Path]) -> None:
    path = xlsx(
        [
            ["实施强制管理的计量器具目录"],
            HEAD,
            ["１", "体温计", "玻璃体温计", BOTH, "只做首次强制检定，失准报废", "医疗卫生"],
            [None, None, "其他体温计", None, "周期检定", None],
            ["２．", "非自动衡器", "非自动衡器", "Ｐ＋Ｖ", "周期检定", "贸易结算"],
            [5.0, "称重传感器", "称重传感器", "型式批准", "/", None],
        ],
        "A1:F1", "A3:A4", "B3:B4", "D3:D4", "F3:F4",
    )  # fmt: skip
    done = loaded(store, path)
    assert (done.entries, done.new, done.problems) == (4, 4, [])
    assert entries(store) == {
        "1.1": ("玻璃体温计", "P+V", "first-only", "verified"),
        "1.2": ("其他体温计", "P+V", "periodic", "verified"),
        "2": ("非自动衡器", "P+V", "periodic", "verified"),
        "5": ("称重传感器", "P", "", "verified"),
    }


def test_without_who_verified_it_no_entry_is_verified(store: str, xlsx: Callable[..., Path]) -> None:
    loaded(store, xlsx([HEAD, ["2", "", "非自动衡器", "V", "周期检定", ""]]), by="")
    assert entries(store)["2"][3] == "secondary"


@pytest.mark.parametrize(("rows", "said"), [
    ([["2", "", "衡器", "V", "周期检定", ""], ["３", "", "天平", "V", "周期检定", ""], ["２", "", "砝码", "V", "", ""]],
     (4, "序号", "number 2 stands in row 2 already")),
    ([["2", "", "衡器", "监督", "周期检定", ""]], (2, "监管方式", "neither P nor V")),
    ([["2", "", "衡器", "", "周期检定", ""]], (2, "监管方式", "the control is missing")),
    ([["2", "", "衡器", "V", "失准报废或周期检定", ""]], (2, "强检方式", "write a row for each")),
    ([["2", "", "衡器", "V", "抽检", ""]], (2, "强检方式", "is no mode")),
    ([["", "", "衡器", "V", "周期检定", ""]], (2, "序号", "it has no number")),
    ([["2", "", "", "V", "周期检定", ""]], (2, "二级目录", "is missing")),
    ([["2/3", "", "衡器", "V", "周期检定", ""]], (2, "序号", "has no '/'")),
])  # fmt: skip
def test_what_is_refused_with_its_line(
    store: str, xlsx: Callable[..., Path], rows: list[list[object]], said: tuple[int, str, str]
) -> None:
    done = loaded(store, xlsx([HEAD, *rows]))
    found = [(p.row, p.column, p.text.en) for p in done.problems]
    assert [(row, column) for row, column, _ in found] == [said[:2]]
    assert said[2] in found[0][2]
    assert entries(store) == {}


def test_a_table_of_the_same_edition_leaves_what_it_lacks_unverified(store: str, xlsx: Callable[..., Path]) -> None:
    path = xlsx(
        [HEAD, ["2", "", "非自动衡器", BOTH, "周期检定", ""], ["9", "", "水表", BOTH, "限期使用、到期轮换", ""]]
    )
    dry = loaded(store, path, edition="CN-2020", dry_run=True)
    assert (dry.new, dry.changed, dry.left, dry.named) == (0, 2, ("1", "21"), 2)
    assert entries(store, "CN-2020")["2"][3] == "unverified"
    loaded(store, path, edition="CN-2020")
    found = entries(store, "CN-2020")
    assert {item: e[3] for item, e in found.items()} == {
        "1": "unverified", "2": "verified", "9": "verified", "21": "unverified",
    }  # fmt: skip


@pytest.mark.parametrize("content", ["", "甲,乙\n1,2\n", "序号,名称\n1,衡器\n"])
def test_a_file_that_is_no_such_table_is_refused(store: str, tmp_path: Path, content: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(RegistersError):
        loaded(store, path)


def test_a_csv_in_gb18030_whose_merged_cells_are_empty(store: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"编号,一级目录,名称,监管方式,强检方式,使用期限\n1,体温计,玻璃体温计,{BOTH},失准报废,\n,,其他,{BOTH},周期检定,\n"
                    f"2,水表,水表,{BOTH},到期轮换,不超过 6 年\n", "gb18030")  # fmt: skip
    assert loaded(store, path).problems == []
    assert list(entries(store)) == ["1.1", "1.2", "2"]


@pytest.mark.parametrize(("cycle", "life", "said"), [
    ("2 年", "6", (24, 6)), ("６ 个月", "72 个月", (6, 6)), ("12", "不超过 4 年", (12, 4)), ("≤1年", "/", (12, 0)),
])  # fmt: skip
def test_periods_and_lives(store: str, xlsx: Callable[..., Path], cycle: str, life: str, said: tuple[int, int]) -> None:
    head = ["编号", "名称", "监管方式", "检定周期", "使用期限"]
    assert loaded(store, xlsx([head, ["1", "水表", "V", cycle, life]])).problems == []
    with opened_book(store) as book:
        entry = next(e for e in editions(book) if e.name == "CN-2027").entries["1"]
    assert (entry.cycle_months, entry.life_years) == said


@pytest.mark.parametrize(("cycle", "life"), [("半年", ""), ("", "13 个月"), ("1～2 年", "")])
def test_periods_that_are_none_are_refused(store: str, xlsx: Callable[..., Path], cycle: str, life: str) -> None:
    head = ["编号", "名称", "监管方式", "检定周期", "使用期限"]
    assert len(loaded(store, xlsx([head, ["1", "水表", "V", cycle, life]])).problems) == 1
