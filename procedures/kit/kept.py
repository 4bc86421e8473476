"""Values that one item takes and another compares."""

from collections.abc import Hashable

from procedures.errors import NotMeasured
from procedures.kit.value import Value
from procedures.text import Text

NO_READING = Text("该点没有读数", "there is no reading at this point")


class Kept(dict[Hashable, Value]):
    """Values by any key; a missing one is a reading that was not taken, never a default value."""

    def __missing__(self, key: Hashable) -> Value:
        """Refuse.

        Raises:
            NotMeasured: Always; the point that needs the reading is incomplete.
        """
        raise NotMeasured(NO_READING)
