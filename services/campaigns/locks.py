"""One run at a time fills a cell, whichever bench and computer it is on."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from metrology.text import Text
from records.address import canonical_address, parse
from records.run_locks import held_in_store
from services.campaign_refused import CampaignRefused
from services.lock_files import Held, held

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def filling(campaign: str, cell: str, url: str) -> Iterator[None]:
    """Hold a cell while a run fills it.

    Raises:
        CampaignRefused: Another process fills it.
    """
    key = " ".join(("cell", campaign, cell))
    with ExitStack() as stack:
        try:
            stack.enter_context(held(f"{key} {canonical_address(parse(url))}", [str(os.getpid()), key]))
        except Held as other:
            pid = other.holder[0] if other.holder else "?"
            zh, en = f"单元 {cell} 正在试验（进程 {pid}）", f"cell {cell} is being filled (process {pid})"
            raise CampaignRefused([Text(zh, en)]) from other
        if not stack.enter_context(held_in_store(url, key)):
            zh, en = f"单元 {cell} 正在另一台计算机上试验", f"cell {cell} is being filled by another computer"
            raise CampaignRefused([Text(zh, en)])
        yield
