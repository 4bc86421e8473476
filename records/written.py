"""A body that was encoded once: its canonical JSON goes with it, so that it is neither encoded nor checked again."""

from __future__ import annotations

from typing import Any, NoReturn


class Written(dict[str, Any]):
    """The body of an entry with its canonical JSON (RFC 8785, UTF-8). It cannot be changed.

    Args:
        body: The body.
        text: Its canonical JSON.
    """

    __slots__ = ("text",)

    def __init__(self, body: dict[str, Any], text: bytes) -> None:
        super().__init__(body)
        self.text = text

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a written body is not changed; copy it with dict(body)")

    __setitem__ = __delitem__ = update = pop = popitem = setdefault = clear = __ior__ = _refuse

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        """Copied and sent as a body like any other."""
        return dict, (dict(self),)
