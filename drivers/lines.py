"""The lines of an open bench: one connection for every line, however many roles and spellings it has."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack

from drivers.addresses import UnknownAddress, canonical
from drivers.errors import LinkError
from drivers.link.agent_place import AgentPlace
from drivers.link.factory import open_link
from drivers.link.line import Line, LineLink, OnBytes
from drivers.link.settings import Settings
from drivers.link.shared import SharedLink


class Lines:
    """Opens the line of each role, or shares the one that is there already.

    Args:
        stack: Closes them.
        on_wait: Told for how many seconds an answer may be waited for.
        agents: Agents by name.
    """

    def __init__(
        self,
        stack: ExitStack,
        on_wait: Callable[[float], None] | None = None,
        agents: Mapping[str, AgentPlace] | None = None,
    ) -> None:
        self._stack, self._on_wait, self._agents = stack, on_wait, agents
        self._opened: dict[str, LineLink] = {}
        self._settings: dict[str, Settings] = {}
        self._roles: dict[str, list[str]] = {}

    def open(
        self, role: str, address: str, where: str, line: Line, log: OnBytes | None, settings: Settings
    ) -> LineLink:
        """The line of a role.

        Raises:
            LinkError: An address of a form that is not known, or other serial settings than those of another role on
                the same line.
        """
        key = self._key(address)
        self._roles.setdefault(key, []).append(role)
        if (first := self._opened.get(key)) is not None:
            if settings != self._settings[key]:
                what = f"{self._roles[key][0]} is on the same line with other serial settings."
                raise LinkError(what, where=where, remedy="Give both roles the same settings in the bench file.")
            return self._waiting(SharedLink(first, where, line, log))
        self._settings[key] = settings
        link = self._opened[key] = open_link(address, where, line, log, settings, self._agents)
        self._stack.callback(link.close)
        return self._waiting(link)

    def _waiting(self, link: LineLink) -> LineLink:
        if self._on_wait is not None:
            link.on_wait = self._on_wait
        return link

    def sharing(self, link: LineLink) -> list[str]:
        """Roles on the line of a link."""
        return next(self._roles[key] for key, first in self._opened.items() if first.lock is link.lock)

    def sent(self) -> dict[int, int]:
        """Bytes sent by our port, for every line that a simulated laboratory may know."""
        return {port: link.sent_count for link in self._opened.values() if (port := link.local_port()) is not None}

    @staticmethod
    def _key(address: str) -> str:
        try:
            return canonical(address)
        except UnknownAddress:  # `open_link` refuses it, with its role
            return address
