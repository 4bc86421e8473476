"""Every thing behind a target leads to the page that shows it, of the day that is looked at."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from console.web.target import page_of
from metrology.text import Text
from services.targets.items import Item

NAME = Text.same("x")


@pytest.mark.parametrize(("item", "query", "address"), [
    (Item(key="9153/1", what="unit", name=NAME, counts=True), {}, "/integrity/9153%2F1"),
    (Item(key="U", what="unit", name=NAME, counts=True), {"on": "2026-11-01"}, "/integrity/U?date=2026-11-01"),
    (Item(key="D1", what="demand", name=NAME, counts=True, groups={"region": "5333"}), {},
     "/capability?region=5333&digits=4"),
    (Item(key="D1", what="demand", name=NAME, counts=True, groups={"region": "53"}), {"on": "2026-11-01"},
     "/capability?date=2026-11-01&region=53&digits=2"),
    (Item(key="D1", what="demand", name=NAME, counts=True, groups={"region": ""}), {}, ""),
    (Item(key="A", what="assessment", name=NAME, counts=True, standard="S 1"), {}, "/standards/S%201"),
    (Item(key="A", what="assessment", name=NAME, counts=True), {}, ""),
    (Item(key="C", what="capability", name=NAME, counts=True), {}, ""),
])  # fmt: skip
def test_the_page_of_a_thing(item: Item, query: dict[str, str], address: str) -> None:
    assert page_of(cast("Any", SimpleNamespace(query=query)), item.document()) == address
