"""The frame of every page: languages, type, navigation by keyboard, no request that leaves the console."""

from playwright.sync_api import Page, expect

from tests.console.web.conftest import Served

PAGES = ("/", "/run")


def test_one_language_on_a_screen_and_it_is_remembered(page: Page) -> None:
    for address in PAGES:
        page.goto(f"{address}?lang=zh")
        assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("今日")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    assert not any("\u4e00" <= c <= "\u9fff" for c in page.locator("#main").inner_text())


def test_navigation_says_where_one_is_and_works_by_keyboard(page: Page) -> None:
    page.goto("/run?lang=en")
    expect(page.locator("[aria-current=page]")).to_have_text("Run")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.get_by_role("link", name="Today", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[aria-current=page]")).to_have_text("Today")
    expect(page.locator("#scan")).to_be_focused()


def test_large_type_is_larger_and_fits_a_phone(page: Page) -> None:
    page.goto("/?type=normal")
    size = "parseFloat(getComputedStyle(document.querySelector('.sy-main p')).fontSize)"
    before = page.evaluate(size)
    page.goto("/?type=large")
    assert page.evaluate(size) > 1.2 * before
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_choice_that_is_none_is_not_remembered(page: Page) -> None:
    page.goto("/?lang=<script>")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.context.cookies() == []


def test_what_is_not_there_is_said_in_the_language_of_the_screen(page: Page, console: Served) -> None:
    for path in ("/nothing", "/run/a/b", "/documents/none/none.pdf", "/runs/none/files/0a"):
        answer = page.goto(f"{path}?lang=zh")
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("没有这个页面或文件")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page or file")
    page.get_by_role("link", name="To Today").click()
    expect(page).to_have_url(f"{console.url}/")
