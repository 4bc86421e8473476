"""Commands that are verified by reading back: the comparison, and what is said when it fails."""

from drivers.errors import BadReply


def confirm(what: str, found: object, expected: object, where: str) -> None:
    """Compare a setting read back with what was set.

    Args:
        what: Name of the setting.
        found: Read back.
        expected: Set.
        where: Role and address.

    Raises:
        BadReply: They differ.
    """
    if found != expected:
        text = f"The {what} reads back {found}, set was {expected}."
        raise BadReply(text, where=where, remedy="Look at the instrument's limits and mode, then repeat.")
