"""The day chooses the edition on the command line too: fuel dispensers in 2024, price-computing scales in 2027."""

import shlex
from typing import Any

import pytest


@pytest.mark.parametrize(("day", "edition"), [("2024-04-30", "JJG 443-2015"), ("2024-05-01", "JJG 443-2023")])
def test_fuel_dispensers(lab: Any, day: str, edition: str) -> None:
    example = lab.folder / "fuel"
    assert lab("example", "JJG 443", "-o", example).code == 0
    form = lab("form", "JJG 443", "--subject", example / "subjects/fuel_dispenser.toml", "--date", day)
    assert form.code == 0
    assert edition in form.out


@pytest.mark.parametrize(("day", "edition"), [("2024-04-30", "JJG 443-2023"), ("2024-05-01", "JJG 443-2015")])
def test_the_other_edition_is_refused(lab: Any, day: str, edition: str) -> None:
    example = lab.folder / "fuel"
    assert lab("example", "JJG 443", "-o", example).code == 0
    said = lab("form", edition, "--subject", example / "subjects/fuel_dispenser.toml", "--date", day)
    assert said.code == 2


@pytest.mark.parametrize(("day", "used", "refused"), [
    ("2027-01-07", "JJG 539", "JJG 1204"), ("2027-01-08", "JJG 1204", "JJG 539"),
])  # fmt: skip
def test_price_computing_scales(lab: Any, day: str, used: str, refused: str) -> None:
    commands = {}
    for name in (used, refused):
        folder = lab.folder / name.replace(" ", "")
        said = lab("example", name, "-o", folder)
        commands[name] = shlex.split(said.out.splitlines()[0])[1:7]
        assert ("--date 2027-01-08" in said.out) is (name == "JJG 1204")
    assert lab("run", *commands[used][1:], "--date", day, "--seed", "7").code == 0
    other = lab("run", *commands[refused][1:], "--date", day, "--seed", "7")
    assert other.code == 2
    assert "JJG 1204-2025" in other.err


@pytest.mark.parametrize("day", ["2027-01-07", "2027-01-08"])
def test_who_asks_what_of_a_scale_on_a_day(lab: Any, day: str) -> None:
    """JJG 539 remains for scales that compute no prices; for its example, which does, it names the other edition."""
    columns = lab("regulations", "--kind", "scale", "--date", day, "--jurisdiction", "CN", "--json").document
    named = {c["id"]: c["problem"] for c in columns}
    later = day == "2027-01-08"
    assert ("JJG 1204-2025" in named) is later
    assert (named["JJG 539-2016"] is not None) is later
