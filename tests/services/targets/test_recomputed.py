"""The scorecard against an independent script over exported tables, on days of the year of a small province."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reports.read_back import page_texts
from services.province import making
from services.province.size import SIZES, Size
from services.register.book import end_of
from services.targets import documents
from services.targets.target_file import TargetFile
from tests.console.conftest import Lab
from tests.services.targets.recomputed import TABLES, coverage_known_later, recompute
from tests.thorough import THOROUGH

END = date(2026, 11, 30)
TINY = Size(150, 1, 1, 30, 20, 0, 0)
KEYS = ("T1", "T12", "T14", "T15", "T16", "T20")
EARLIER = (3, 17, 38, 61, 74, 92, 107, 118, 131, 150, 169, 185, 202, 219, 233, 251, 276, 298, 321, 356)
"""Days before the last one; of these all where tests are thorough, else two."""
DAYS = [END, *(END - timedelta(days=n) for n in (EARLIER if THOROUGH else EARLIER[6::8]))]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("province") / "p"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder.parent / "keys"))
        patch.setitem(SIZES, "small", TINY)
        making.make(folder, 3, "small", END, lambda *_: None)
        made = Lab(folder, patch)
        patch.setenv("STEELYARD_KEYS", str(folder.parent / "keys"))
        patch.setenv("STEELYARD_STORE", str(folder / making.STORE))
        yield made


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_scorecard_equals_what_the_tables_say(on: date, province: Lab, file: TargetFile, tmp_path: Path) -> None:
    for name in TABLES:
        said = province(name, "export", "-o", tmp_path / f"{name}.csv", "--as-of", on, "--lang", "en")
        assert said.code == 0, said.err
    wanted = recompute(tmp_path, on)
    url = str(province.folder / making.STORE)
    found = documents.targets(url, file, on, end_of(on))
    assert found["simulated"]
    assert {r["target"]: (r["part"], r["whole"]) for r in found["rows"] if r["target"] in KEYS} == {
        k: wanted[k] for k in KEYS
    }
    by = documents.one_target(url, file, "T1", on, end_of(on), by="region")["slices"]
    assert {s["value"]: (s["part"], s["whole"]) for s in by} == {k: v for k, v in wanted.items() if k.isdigit()}
    assert sum(s["whole"] for s in by) == wanted["T1"][1] > 100


@pytest.mark.parametrize("on", DAYS[1:], ids=str)
def test_the_coverage_of_a_past_day_as_it_is_known_later(
    on: date, province: Lab, file: TargetFile, tmp_path: Path
) -> None:
    for known, names in ((END, ("instruments", "verifications")), (on, ("instruments",))):
        folder = tmp_path / str(known)
        folder.mkdir()
        for name in names:
            said = province(name, "export", "-o", folder / f"{name}.csv", "--as-of", known, "--lang", "en")
            assert said.code == 0, said.err
    found = documents.targets(str(province.folder / making.STORE), file, on, end_of(END))
    row = next(r for r in found["rows"] if r["target"] == "T1")
    assert (row["part"], row["whole"]) == coverage_known_later(tmp_path / str(END), tmp_path / str(on), on)
    assert any("verified again after the day" in r["en"] for r in row["remarks"])


def test_every_page_of_the_report_on_a_demonstration_is_marked(province: Lab, tmp_path: Path) -> None:
    known = ("--as-known-on", "2026-06-30", "--laboratory", str(province.folder / "laboratory.toml"))
    for name in ("first", "again"):
        said = province("targets", "report", "--year", "2026", "-o", tmp_path / name, *known, "--json")
        assert said.code == 0, said.err
        assert (said.document["on"], said.document["simulated"]) == ("2026-06-30", True)
    pdf = (tmp_path / "first/targets_2026.pdf").read_bytes()
    assert all("模拟运行" in page for page in page_texts(pdf))
    assert "昆明" in "".join(page_texts(pdf)), "the map is on it"
    for name in ("targets_2026.pdf", "targets_2026.xlsx"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
