"""One run at a time fills a cell, and one person at a time plans or decides, whichever computer they are at."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from metrology.text import Text
from records.address import canonical_address, parse
from records.run_locks import held_in_store
from services.locks.lock_files import Held, held
from services.refused.campaign_refused import CampaignRefused

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def filling(campaign: str, cell: str, url: str) -> Iterator[None]:
    """Hold a cell while a run fills it.

    Raises:
        CampaignRefused: Another process fills it.
    """
    here = Text(f"单元 {cell} 正在试验（进程 {{pid}}）", f"cell {cell} is being filled (process {{pid}})")
    there = Text(f"单元 {cell} 正在另一台计算机上试验", f"cell {cell} is being filled by another computer")
    with _alone(" ".join(("cell", campaign, cell)), url, here, there):
        yield


@contextmanager
def stepping(campaign: str, url: str) -> Iterator[None]:
    """Hold a campaign while its plan or its verdict is entered: each stands in the ledger once.

    Raises:
        CampaignRefused: Another process plans or decides it.
    """
    zh, en = (
        f"样品试验 {campaign} 正由他人制定方案或作结论",
        f"campaign {campaign} is being planned or decided by somebody else",
    )
    here = Text(f"{zh}（进程 {{pid}}）", f"{en} (process {{pid}})")
    with _alone(" ".join(("campaign", campaign)), url, here, Text(zh, en)):
        yield


@contextmanager
def _alone(key: str, url: str, here: Text, there: Text) -> Iterator[None]:
    """Hold a name on this computer and in the store.

    Raises:
        CampaignRefused: Somebody else holds it, here or at another computer.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(held(f"{key} {canonical_address(parse(url))}", [str(os.getpid()), key]))
        except Held as other:
            pid = other.holder[0] if other.holder else "?"
            raise CampaignRefused([Text(here.zh.format(pid=pid), here.en.format(pid=pid))]) from other
        if not stack.enter_context(held_in_store(url, key)):
            raise CampaignRefused([there])
        yield
