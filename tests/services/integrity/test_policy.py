"""The policy file: what is wrong in it is named with its line; an edition counts from its first day."""

from datetime import date
from pathlib import Path

import pytest

from records.errors import RegisterError
from services.integrity.policy import FILE, read_policy
from services.laboratory.template import template

TEXT = (template() / FILE).read_text("utf-8")


def line(of: str) -> int:
    return next(n for n, row in enumerate(TEXT.splitlines(), 1) if row.startswith(of))


@pytest.mark.parametrize(("old", "new", "at", "says"), [
    ('points = "-5"', "points = -5", "[editions.facts.seal]", "in quotation marks"),
    ('points = "-5"', 'points = "5"', "[editions.facts.seal]", "take from the score"),
    ('points = "3"', 'points = "-3"', "[editions.facts.commitment]", "add to the score"),
    ('most = "-20"', 'most = "-4"', "[editions.facts.seal]", "less than the points of one"),
    ('A = "90"', 'A = "70"', "[editions.classes]", "falling least scores"),
    ("cheat = 1, complaint = 4", "alert = 3", "blacklist", "an alert is no proof"),
    ("cheat = 1, complaint = 4", "commitment = 3", "blacklist", "a kind of fact"),
    ("least = 3", "leest = 3", "[editions.facts.alert]", "Extra inputs"),
    ("lookback_months = 24", "lookback_months = 0", "lookback_months", "greater than or equal to 1"),
    ('repaired = "0.5" ', 'repaired = "1.5" ', "repaired", "from 0 to 1"),
    ("since = 2020-01-01", "since = 1", "since", "date"),
    ('points = "-5"', 'per = "share"\npoints = "-5"', "[editions.facts.seal]", "count as a share"),
])  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    assert old in TEXT
    (tmp_path / "p.toml").write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(RegisterError, match=says) as error:
        read_policy(tmp_path / "p.toml")
    found = [int(p.split(":")[0].removeprefix("line ")) for p in map(str, error.value.problems)]
    assert any(0 <= n - line(at) <= 3 for n in found), (found, line(at))


@pytest.mark.parametrize(
    "content", [b"", b"editions = []", b"\xff\xfe", b"[[editions]]", b"editions = 3", b'[[editions]]\nfacts = "x"']
)
def test_what_is_no_policy_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.toml").write_bytes(content)
    with pytest.raises(RegisterError):
        read_policy(tmp_path / "p.toml")


def test_an_edition_counts_from_its_first_day(tmp_path: Path) -> None:
    later = TEXT.replace("demo-1", "demo-2").replace("since = 2020-01-01", "since = 2026-07-01")
    (tmp_path / FILE).write_text(TEXT + later, "utf-8")
    policy = read_policy(near=tmp_path)
    assert [policy.on(date(2026, *d)).edition for d in ((6, 30), (7, 1))] == ["demo-1", "demo-2"]
    (tmp_path / FILE).write_text(TEXT + TEXT, "utf-8")
    with pytest.raises(RegisterError, match="two have the same edition"):
        read_policy(near=tmp_path)


def test_the_shipped_policy_claims_no_source() -> None:
    assert read_policy().on(date(2026, 1, 1)).status == "unverified"
