"""Serial numbers that a bench file expects: under `identity`, or implied by the address of a meter on its bus."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from drivers import registry
from drivers.bench_file import BenchFile, Role


@runtime_checkable
class AddressedBySerial(Protocol):
    """A driver whose address on the bus is the serial number of the instrument, or its last digits."""

    @classmethod
    def addressed(cls, options: dict[str, str]) -> str:
        """The address that the options of the bench file give; empty where any instrument may answer."""
        ...


def expected_serials(file: BenchFile, places: Iterable[str]) -> dict[str, str]:
    """Role to the serial number that must answer, `ROLE@POSITION` for a role of its own at each position.

    Args:
        file: The bench.
        places: Positions that are used.
    """
    found: dict[str, str] = {}
    for role, entry in file.roles.items():
        at_each = [(f"{role}@{place}", place) for place in places] if role in file.own_roles else [(role, "1")]
        found |= {
            name: serial.replace("{position}", place) for name, place in at_each if (serial := _serial(file, entry))
        }
    return found


def _serial(file: BenchFile, entry: Role) -> str:
    if entry.identity is not None and entry.identity.serial:
        return str(entry.identity.serial)
    if entry.driver == registry.PERSON:
        return ""
    try:
        driver: object = registry.load(entry.driver, file.plugins)
    except (registry.UnknownDriver, ImportError):  # named where the roles are checked
        return ""
    return driver.addressed(dict(entry.options)) if isinstance(driver, AddressedBySerial) else ""
