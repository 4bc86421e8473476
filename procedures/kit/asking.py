"""What an item asks a person, and what it waits for."""

from typing import Any, ClassVar, TypeVar

from procedures.base import Procedure
from procedures.kit.facts import Facts
from procedures.subject import Subject

S = TypeVar("S", bound=Subject)


class Asking(Procedure[S, Any]):
    """The part of a kit procedure whose texts stand in its facts."""

    facts: ClassVar[Facts]

    def look(self, *keys: str, omissible: bool = False) -> None:
        """Visual or functional checks, answered by a person; their questions stand in ``[texts]``."""
        for key in keys:
            self.run.inspect(key, self.facts.text(key), omissible=omissible)

    def condition(self, *keys: str) -> None:
        """Conditions of the measurement that a person confirms; without them, what is measured is void."""
        for key in keys:
            self.run.inspect(key, self.facts.text(key), condition=True)

    def wait(self, key: str) -> None:
        """Wait as long as a number of the facts says, in s."""
        self.run.dwell(int(self.facts.number(key)), self.facts.reason(key))
