"""Texts of the exchange with other systems that a station signs: requests (RFC 9421), and the records they carry."""

OWN = "steelyard "
"""How the texts begin that seals and ledger entries are signed as, see `records.audit`."""


def text_message(text: str) -> bytes:
    """What a signature of a text signs.

    Raises:
        ValueError: The text could be taken for a seal or for a ledger entry.
    """
    if text.startswith(OWN):
        raise ValueError(f"a text that begins with {OWN!r} is signed as a seal or as a ledger entry only")
    return text.encode()
