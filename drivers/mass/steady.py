"""An indication that stays: stable by the balance's own word at every look of the dwell, with one same value."""

from collections.abc import Callable

from drivers.roles import Clock, Reading
from drivers.settling import Settling


def steady(look: Callable[[], tuple[Reading | None, str]], settling: Settling, clock: Clock, where: str) -> Reading:
    """Look until the same stable indication has been there for the whole dwell.

    Args:
        look: Gives the indication if it is stable, otherwise None, and a text for the message.
        settling: Dwell, promised time, pause.
        clock: The run's time.
        where: Role and address.

    Returns:
        The last indication.

    Raises:
        NotSettled: Not within the promised time.
        InstrumentError: Whatever `look` raises.
    """
    held: list[Reading] = []

    def same() -> tuple[bool, str]:
        found, text = look()
        if found is None:
            held.clear()
            return False, text
        changed = bool(held) and (found.value, found.unit) != (held[-1].value, held[-1].unit)
        held.append(found)
        return not changed, text

    settling.wait(clock, same, "a stable indication", where, tells=False)
    return held[-1]
