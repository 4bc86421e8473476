"""Texts without the passwords of the URLs in them."""

from __future__ import annotations

import re

_IN_URL = re.compile(r"(://[^\s:/@]*):[^\s/]*@")


def without_passwords(text: str) -> str:
    """A text with the password of every URL in it replaced by ``***``.

    >>> without_passwords("see postgresql://anna:secret@host/store")
    'see postgresql://anna:***@host/store'
    """
    return _IN_URL.sub(r"\1:***@", text)
