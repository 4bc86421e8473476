"""Periods of verification and the rules that count them, by jurisdiction."""

from procedures.validity.certificate import valid_until
from procedures.validity.laws import Law, law, laws

__all__ = ["Law", "law", "laws", "valid_until"]
