"""From the scan of a serial number to the certificate of three people, in a browser: a part of the campaign.

`python -m tests.evidence.scan_to_certificate` does every case by the keyboard alone and by the mouse.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.console.conftest import Lab
from tests.console.web.hands import How
from tests.evidence.scan_laboratory import CASES, laboratory
from tests.evidence.scan_to_certificate import certified
from tests.thorough import part


@pytest.mark.parametrize(("name", "how"), part([("thermometer", "keyboard"), ("scale", "mouse")], 2))
def test_from_scan_to_certificate(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, how: How
) -> None:
    folder, case = tmp_path / "lab", CASES[name]
    folder.mkdir()
    lab = Lab(folder, monkeypatch)
    with laboratory(folder, browser, lambda *words: lab(*words).out, [case]) as at:
        assert len(certified(at, case, how)) == 1
