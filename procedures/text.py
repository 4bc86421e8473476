"""A text that a person reads, as the author of a regulation writes it."""

from metrology.text import NO_TEXT, Text

__all__ = ["NO_TEXT", "Text"]
