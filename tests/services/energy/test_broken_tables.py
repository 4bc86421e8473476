"""Tables of a site that somebody broke: refused with the line, or nothing is concluded."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from metrology.decision import Outcome
from records.errors import RegisterError
from services.energy.accounting import account
from services.energy.asked import asked
from services.energy.making import Wanted, make
from services.energy.samples import Sample
from services.energy.savings import read_uses
from services.energy.site import read_site
from tests.console.conftest import CONFIG

WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
ENDLESS = ("1e999999999", "1e-999999999", "1E+400", "NaN", "１２", "1_0", "0x10", "")


@pytest.fixture(name="site")
def a_site(tmp_path: Path) -> Path:
    shutil.copytree(CONFIG / "energy", tmp_path / "energy")
    return tmp_path / "energy" / "site.toml"


def edited(file: Path, edit: Callable[[str], str]) -> None:
    before = file.read_text("utf-8")
    after = edit(before)
    assert after != before
    file.write_text(after, "utf-8")


def last_of(point: str, value: str) -> Callable[[str], str]:
    """The last reading of a point becomes another."""

    def edit(text: str) -> str:
        lines = text.splitlines()
        at = max(n for n, line in enumerate(lines) if line.startswith(f"{point},"))
        cells = lines[at].split(",")
        lines[at] = ",".join([*cells[:3], value, *cells[4:]])
        return "\n".join(lines) + "\n"

    return edit


@pytest.mark.parametrize("value", ENDLESS)
def test_a_reading_that_nobody_measures_is_refused_with_its_line(site: Path, value: str) -> None:
    edited(site.parent / "samples.csv", last_of("E1", value))
    with pytest.raises(RegisterError, match=r"line \d+: value: .* is no number"):
        make(Wanted("balance", site), str(site.parent / "none.sqlite"))


@pytest.mark.parametrize("value", ["-5", "-0", "1.00"])
def test_a_register_below_its_first_reading_gives_no_balance(site: Path, value: str) -> None:
    edited(site.parent / "samples.csv", last_of("E1", value))
    made = make(Wanted("balance", site), str(site.parent / "none.sqlite"))
    flow = next(f for f in made.found.document()["flows"] if f["point"] == "E1")
    assert flow["amount"] is None
    assert "went backwards" in flow["problem"]["en"]
    factory = next(n for n in made.found.document()["nodes"] if n["node"] == "factory")
    assert factory["outcome"] == "incomplete"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2025-02,", "2025-01,", "listed twice: 2025-01"),
        ("2025-02,", "2025-02,-", "is negative; what was fed back is no use"),
        ("2025-02,", "2025-02,1e999999999", "is no number"),
    ],
)
def test_a_table_of_uses_that_cannot_be_is_refused(site: Path, old: str, new: str, said: str) -> None:
    edited(site.parent / "baseline.csv", lambda text: text.replace(old, new, 1))
    with pytest.raises(RegisterError, match=said):
        read_uses(site.parent / "baseline.csv")


@pytest.mark.parametrize("name", ["", "../../x", "a b", "x" * 41, "x\\n"])
def test_a_site_is_named_so_that_files_can_be(site: Path, name: str) -> None:
    edited(site, lambda text: text.replace('id = "F001"', f'id = "{name}"'))
    with pytest.raises(RegisterError, match=r"site\.id"):
        read_site(site)


def test_a_loss_is_not_negative(site: Path) -> None:
    more = """
[[estimates]]
kind = "electricity"
source = "factory"
target = "losses"
quantity = "-1"
u = "1"
unit = "kWh"
reason = "x"
"""
    edited(site, lambda text: text + more)
    with pytest.raises(RegisterError, match=r"estimates 1\.quantity: is negative"):
        read_site(site)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 3, 29, tzinfo=WINTER), datetime(2026, 3, 30, tzinfo=SUMMER)),  # a day of 23 hours
        (datetime(2026, 10, 25, tzinfo=SUMMER), datetime(2026, 10, 26, tzinfo=WINTER)),  # of 25
        (datetime(2026, 2, 1, tzinfo=WINTER), datetime(2026, 3, 1, tzinfo=WINTER)),  # a month of 28 days
    ],
)
def test_a_change_of_the_clock_loses_and_adds_nothing(site: Path, start: datetime, end: datetime) -> None:
    of = asked(site)
    hours = int((end - start).total_seconds() // 3600)

    each = {"E1": 7, "E2": 4, "E3": 3, "E4": 2, "E5": 2, "E6": 1, "E7": 2}
    wanted = [p.point for p in of.points if p.kind == "electricity" and p.source]
    at = [(start.astimezone(UTC) + timedelta(hours=h), h) for h in range(hours + 1)]
    samples = [Sample(p, "active_energy_import", t, Decimal(each[p] * h), "kWh", "good") for p in wanted for t, h in at]
    found = account(of, samples, start, end, None)
    factory = next(n for n in found.nodes if n.node == "factory")
    assert (factory.given, factory.difference) == (7 * hours, 0)
    assert factory.outcome is Outcome.UNDECIDED, "no certificate covers its meters where there is no register"
