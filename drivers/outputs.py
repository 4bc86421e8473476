"""Outputs that are brought to their safe state, each one by itself."""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal

from drivers.errors import BadReply, InstrumentError, LinkError
from drivers.roles import Clock, Energised

#: Seconds before each attempt: an adapter that was unplugged and is back needs some seconds to be found again.
PAUSES = (Decimal(0), Decimal(0), Decimal(1), Decimal(2), Decimal(4))
NOT_CONFIRMED = "safe state NOT confirmed"
CONFIRMED = "safe state confirmed by read-back"


def outputs_off(roles: Mapping[str, object], clock: Clock) -> list[str]:
    """Bring every output to its safe state.

    All of them are tried before any is tried again, so that one that is gone does not hold up the others. What made the
    run stop may be a line that comes back a moment later.

    Args:
        roles: Role to driver; those without an output are left alone.
        clock: Lets time pass between attempts.

    Returns:
        One text per output, saying what was confirmed and what was not.
    """
    outputs = {role: driver for role, driver in roles.items() if isinstance(driver, Energised)}
    said: dict[str, str] = {}
    left = list(outputs)
    for pause in PAUSES:
        if left and pause:
            with suppress(
                InstrumentError
            ):  # a laboratory that is gone has no clock; the attempts are made all the same
                clock.sleep(pause)
        left = [role for role in left if _again(role, outputs[role], said)]
    return [said[role] for role in outputs]


def _again(role: str, driver: Energised, said: dict[str, str]) -> bool:
    """Try once; whether another attempt may do better."""
    try:
        driver.make_safe()
    except Exception as error:  # noqa: BLE001  whatever happens to one output, the others must still be made safe
        said[role] = f"{role}: {NOT_CONFIRMED}: {error}"
        return not isinstance(error, InstrumentError) or isinstance(error, LinkError | BadReply)
    said[role] = f"{role}: {CONFIRMED}"
    return False
