"""What every look at a page wants: what axe finds in it, and whether it fits every screen, in larger type too."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SIZES = ((1366, 768), (820, 1180), (390, 844))
"""The PC of a bench, a tablet of ten inches, a phone."""
AXE = "async () => (await axe.run({ resultTypes: ['violations'] })).violations"


def axe_script() -> str:
    """The program that looks for what people with a disability cannot use."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")


def problems(page: Page, axe: str) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(axe)
    return [
        f"{one['impact']} {one['id']}: {one['help']}: {node['html'][:160]} {json.dumps(node['any'][:1])[:200]}"
        for one in found(page)
        for node in one["nodes"][:3]
    ]


def found(page: Page) -> list[dict[str, Any]]:
    """The same as axe says it."""
    said: list[dict[str, Any]] = page.evaluate(AXE)
    return said


def fits(page: Page, part: str = "document.documentElement") -> None:
    """Wait until a part of a page is no wider than the screen, on every screen; plots follow a moment later.

    Raises:
        TimeoutError: It stays wider.
    """
    right = f"width => Math.max({part}.scrollWidth, {part}.getBoundingClientRect().right) <= width"
    for large in (False, True):
        page.evaluate("large => document.documentElement.classList.toggle('large', large)", large)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function(right, arg=width)
