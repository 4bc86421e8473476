"""After a power cut at a bench of positions one press resumes them all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from records.store import Store
from tests.console.web.conftest import Served
from tests.evidence.laboratory import FOUR, Laboratory, concluded
from tests.evidence.test_positions_resumed import AT_ONE_PLACE, interrupted


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    """A laboratory whose bench of four positions was cut short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", "")
        made = Laboratory.at(tmp_path_factory.mktemp("cut") / "laboratory")
        interrupted(AT_ONE_PLACE, made, patch, str(made.folder / "config/runs.sqlite"))
        yield made


@pytest.fixture(scope="module")
def console(laboratory: Laboratory) -> Iterator[Served]:
    """Its console."""
    served = Served(laboratory.folder / "config", env={"STEELYARD_KEYS": str(laboratory.folder / "keys")})
    served.start()
    yield served
    served.stop()


def test_f8_on_today_resumes_all_positions(console: Served, laboratory: Laboratory, page: Page) -> None:
    page.goto("/?lang=en")
    expect(page.locator("[data-mark=resume-all]")).to_have_text("Resume all 4 positions of gauges  (F8)")
    expect(page.locator("[data-mark=resume]")).to_have_count(4)
    page.keyboard.press("F8")
    page.wait_for_url("**/run/*")
    expect(page.locator("[data-result]")).to_have_count(4)
    store = Store(str(console.store))
    assert [concluded(store.events(run)) for run in store.names()] == laboratory.expected[FOUR.name]
