"""Where the texts of a PDF stand, for tests that nothing overprints."""

from typing import Any, NamedTuple

import pypdfium2


class Box(NamedTuple):
    """A piece of text on a page, in points."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    def covers(self, other: "Box") -> float:
        """The share of the smaller of two boxes that both have in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.top, other.top) - max(self.bottom, other.bottom)
        areas = [(b.right - b.left) * (b.top - b.bottom) for b in (self, other)]
        return max(wide, 0) * max(tall, 0) / min(areas) if min(areas) > 0 else 0


def boxes(pdf: bytes) -> list[tuple[tuple[float, float], list[Box]]]:
    """The size of each page and its texts, a box for each run of characters on a line."""
    document: Any = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]
    return [(page.get_size(), _on(page.get_textpage())) for page in document]


def _on(text: Any) -> list[Box]:
    found = [text.get_rect(n) for n in range(text.count_rects())]
    return [Box(*at, text.get_text_bounded(*at)) for at in found]


def overprinted(found: list[Box], share: float = 0.15) -> list[tuple[str, str]]:
    """Texts that stand on each other."""
    ordered = sorted(found, key=lambda b: b.bottom)
    return [
        (a.text, b.text)
        for n, a in enumerate(ordered)
        for b in ordered[n + 1 :]
        if b.bottom < a.top and a.covers(b) > share
    ]


def outside(size: tuple[float, float], found: list[Box], margin: float = 14) -> list[str]:
    """Texts that leave the page, or come nearer to its edge than a printer prints."""
    wide, tall = size
    return [
        b.text
        for b in found
        if b.left < margin or b.bottom < margin or b.right > wide - margin or b.top > tall - margin
    ]
