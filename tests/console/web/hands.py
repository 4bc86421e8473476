"""A person at a page, with the mouse or the keyboard alone, who answers as an ideal instrument shows it."""

from collections.abc import Mapping
from typing import Literal

from playwright.sync_api import Locator, Page, TimeoutError, expect  # noqa: A004  the one that a page raises

PATIENCE = 300_000
READY = """() => document.querySelector('[data-result]') || document.querySelector('#question .sy-go') ||
  (document.activeElement?.closest('#question') && performance.now() - window.syShown.since > 310)"""
NEXT = "n => document.querySelector('#question [data-number]')?.dataset.number !== n"
MOST_TABS = 80
FOCUSED = "part => part === document.activeElement || part.contains(document.activeElement)"
How = Literal["mouse", "keyboard"]


class Hands:
    """One person at one page.

    Args:
        page: The page.
        how: What is pressed: buttons with the mouse, or keys. Texts are typed either way; a scanner types its codes.
        answers: What an ideal instrument shows, by the text of the question; a check that is missing conforms.
    """

    def __init__(self, page: Page, how: How, answers: Mapping[str, str] | None = None) -> None:
        self.page, self.how, self.answers = page, how, answers or {}

    def scan(self, code: str) -> None:
        """As a scanner does: every character, then Enter."""
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")

    def press(self, part: Locator, key: str) -> None:
        """Press a button that has a key, or Enter for what the page offers first."""
        part.wait_for(timeout=PATIENCE)
        if self.how == "mouse":
            part.click(timeout=PATIENCE)
        else:
            self.page.keyboard.press(key)

    def follow(self, part: Locator) -> None:
        """Follow a link: a click, or the key Tab until it has the focus and Enter."""
        part.wait_for(timeout=PATIENCE)
        if self.how == "mouse":
            part.click(timeout=PATIENCE)
            return
        for _ in range(MOST_TABS):
            if part.evaluate(FOCUSED):
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{part} is not reached with {MOST_TABS} times Tab")

    def log_in(self, person: str, password: str) -> None:
        """Log in on the page that asks for it."""
        for name, text in (("person", person), ("password", password)):
            if self.how == "mouse":
                self.page.locator(f"#{name}").click()
            elif name == "password":
                self.page.keyboard.press("Tab")
            expect(self.page.locator(f"#{name}")).to_be_focused()
            self.page.keyboard.type(text)
        self.press(self.page.locator(".sy-login form button").first, "Enter")

    def confirm(self, password: str) -> None:
        """Give the password again in the dialog that asks for it."""
        dialog = self.page.get_by_role("dialog")
        field = dialog.locator("input[type=password]")
        field.wait_for(timeout=PATIENCE)
        if self.how == "mouse":
            field.click()
        else:
            self.page.wait_for_function("() => document.activeElement?.type === 'password'", timeout=PATIENCE)
        self.page.keyboard.type(password)
        self.press(dialog.get_by_role("button").first, "Enter")

    def answer(self) -> bool:
        """Answer one question as an ideal instrument shows it; false at the end."""
        page = self.page
        try:
            page.wait_for_function(READY, timeout=PATIENCE)
        except TimeoutError as error:
            raise AssertionError(page.locator("body").inner_text()) from error
        question = page.locator("#question [data-number]")
        if not question.count():
            return False
        number, kind = (question.get_attribute(f"data-{name}") for name in ("number", "kind"))
        if kind == "reading":
            page.keyboard.type(self.answers[page.locator("#ask").inner_text()])
        elif kind == "doubt":  # an ideal instrument is right, whatever is expected of it
            page.keyboard.type("read twice, it is so")
        self._give(str(kind))
        page.wait_for_function(NEXT, arg=number, timeout=PATIENCE)
        return True

    def _give(self, kind: str) -> None:
        if self.how == "mouse":
            self.page.locator("#question [data-check], #question [data-give]").first.click()
        else:
            self.page.keyboard.press("1" if kind == "check" else "Enter")
