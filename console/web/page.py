"""A page of the console: its address, its title, and what fills it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from console.web.view import View
    from metrology.text import Text
    from services.accounts.roles import Action


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        address: Path, with names of its variable parts in braces: ``/run/{work}``.
        title: Title of the window, and the word in the navigation.
        build: Fills the page; may be asynchronous. It is called within the frame of `shell.framed`.
        entry: Address that the navigation leads to; empty for a page that it does not name.
        needs: What somebody must be allowed for the navigation to name it; None for nothing.
    """

    address: str
    title: Text
    build: Callable[[View], Awaitable[None] | None]
    entry: str = ""
    needs: Action | None = None
