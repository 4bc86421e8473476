"""A line on which packages come to the balance one after the other; with a bar code reader, each says which it is.

Standard: the reader is set to send each code as one line that ends with carriage return or line feed, as readers on a
serial interface do by default. Without an address nothing is scanned: the packages come in their order, and the weight
that the balance prints is the sign that the package is there.

Role: `PackageHandler`; `content` and `density` are left to a person. Safe state: none. Settle criterion: a code is
whole. Error queue: none. Identity: a reader does not say who it is, and names no result; a code that does not end with
the number asked for is passed over, and named when nothing else comes. Acknowledgement: none, readers are not spoken
to.
"""

import re
from decimal import Decimal
from typing import NoReturn, Self

from drivers.errors import NeedsPerson, NotSettled
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.roles import Clock, PackageHandler
from drivers.settling import positive_options

_USUAL = {"patience": "300"}
_POLL = Decimal("0.05")


class PackageLine:
    """Packages on a line.

    Args:
        link: Line of the bar code reader; None where nothing is scanned.
        clock: The run's time.
        where: Role and address for messages.
        patience: Seconds to wait for a code.
    """

    ROLES = (PackageHandler,)

    LINE = Line(received_end=b"\r", timeout=2.0)

    def __init__(self, link: LineLink | None, clock: Clock, where: str, patience: Decimal) -> None:
        self._link, self._clock, self._where, self._patience = link, clock, where, patience

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `patience` (300) in s.
        """
        given = positive_options(fitting, _USUAL)
        return cls(fitting.link, fitting.clock, fitting.where, given["patience"])

    def put(self, number: str, state: str) -> None:
        """The package asked for is on its way; with a reader, wait for its code.

        A code names a package by its last number: ``17``, ``PK-2026-0001/17``.

        Raises:
            NotSettled: No such code within `patience`; those that came are named.
            LinkError, BadReply: As every exchange.
        """
        del state
        if self._link is None:
            return
        deadline, others = self._clock.elapsed() + self._patience, list[str]()
        while True:
            code = self._link.unasked(float(_POLL), nameless=True)
            if code is not None and names(code, number):
                return
            if code:
                others.append(code)
            if self._clock.elapsed() >= deadline:
                seen = f"; scanned were {', '.join(others[-5:])}" if others else ""
                what, remedy = f"Package {number} was not scanned within {self._patience} s{seen}.", "Scan its label."
                raise NotSettled(what, where=self._where, remedy=remedy)
            if code is None:
                self._clock.sleep(_POLL)

    def take_off(self) -> None:
        """The balance is empty before the first package comes."""

    def content(self, number: str) -> NoReturn:
        """Raises `NeedsPerson`: what is measured or counted is measured by a person."""
        self._by_hand(f"Measure the content of package {number}.")

    def density(self) -> NoReturn:
        """Raises `NeedsPerson`: the density is determined by a person."""
        self._by_hand("Determine the density of the product.")

    def _by_hand(self, remedy: str) -> NoReturn:
        raise NeedsPerson("A line of packages measures nothing but what is weighed.", where=self._where, remedy=remedy)


def names(code: str, number: str) -> bool:
    """Whether a code is the label of a package: its last number is that of the package.

    >>> names("PK-2026-0001/17", "17"), names("17", "17"), names("117", "17"), names("PK-0017", "17")
    (True, True, False, True)
    """
    found = re.search(r"(\d+)\D*$", code)
    return found is not None and int(found[1]) == int(number)
