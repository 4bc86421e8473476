"""What instrument transformers are verified with: a test set whose ratio error and phase displacement a person reads."""

from typing import TypeVar

from procedures.kit import ReadItems
from procedures.subject import Subject

S = TypeVar("S", bound=Subject)


class TransformerItems(ReadItems[S]):
    """Errors against a standard transformer from the readings of a person on a test set."""

    under_test = "source"
