"""The tutorial of the console, followed literally: its commands, its keys, and what it says is shown."""

import re
import shlex
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.conftest import Lab
from tests.console.web.conftest import QUICK_HANDS, Served

TEXT = (Path(__file__).parents[3] / "docs/tutorial/console.md").read_text("utf-8")
STEP = re.compile(
    r"[Tt]ype `(?P<type>[^`]+)`|[Pp]ress\s+`(?P<key>[^`]+)`|[Pp]ress\s+the\s+button\s+\*\*(?P<button>[^*]+)\*\*"
    r"|Choose\s+\*\*(?P<option>[^*]+)\*\*\s+under\s+\*\*(?P<under>[^*]+)\*\*|\*\*(?P<shown>[^*]+)\*\*"
)
PATIENCE = 120_000


def commands() -> list[list[str]]:
    """The commands of the tutorial."""
    blocks = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    return [shlex.split(line.removeprefix("$ ")) for block in blocks for line in block.splitlines()]


def follow(page: Page, step: re.Match[str]) -> None:
    """Do what a step says, or look for what it says is shown."""
    found = {name: value for name, value in step.groupdict().items() if value is not None}
    if "type" in found:
        page.wait_for_function("() => document.activeElement?.matches('input')")
        page.keyboard.type(found["type"])
    elif "key" in found:
        if page.locator("#question [data-check]").count():
            page.wait_for_function("() => performance.now() - window.syShown.since > 310")
        page.keyboard.press(found["key"])
    elif "button" in found:
        page.get_by_role("button", name=found["button"]).first.click(timeout=PATIENCE)
    elif "option" in found:
        page.get_by_label(found["under"]).select_option(label=found["option"])
    else:
        shown = page.locator("body").get_by_text(found["shown"]).filter(visible=True).first
        expect(shown).to_be_visible(timeout=PATIENCE)
        if "Verdict: ✓" in found["shown"]:  # the link to the result has the focus a moment later
            expect(page.locator("[data-result]").first).to_be_focused()


def test_the_tutorial_followed_literally(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (init, _, *prepared, console) = commands()
    assert (init[1], console) == ("init", ["steelyard", "console"])
    folder = tmp_path / init[2]
    lab = Lab(folder, monkeypatch)
    assert lab(*init[1:2], folder).code == 0
    monkeypatch.chdir(folder)
    for words in prepared:
        said = lab(*words[1:])
        assert said.code == 0, (words, said.err)
    served = Served(folder)
    served.start()
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script(QUICK_HANDS)
    try:
        page = context.new_page()
        page.goto(f"{served.url}/?lang=en")
        done = []
        for n, section in enumerate(TEXT.split("\n## ")[2:]):
            listed = "\n".join(line for line in section.splitlines() if re.match(r"\d\. |   ", line))
            for step in STEP.finditer(listed):
                done.append(step[0])
                try:
                    follow(page, step)
                except AssertionError as error:
                    raise AssertionError(f"section {n + 1}, after {done[-4:]}: {error}") from error
        assert len(done) > 60
    finally:
        context.close()
        served.stop()
