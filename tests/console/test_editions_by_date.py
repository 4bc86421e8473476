"""The day chooses the edition on the command line too: fuel dispensers on 2024-04-30 and on the day after."""

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
