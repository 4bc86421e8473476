"""Names of a package that are fetched from its modules when they are first asked for.

A run that judges by a number needs no tables of limits; who imports the package must not pay for all of it (PEP 562).
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, where: Mapping[str, str]) -> Callable[[str], Any]:
    """Make the `__getattr__` of a package.

    Args:
        package: its name.
        where: names it offers, each with the module of the package that has it.
    """

    def fetched(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{where[name]}"), name)

    return fetched
