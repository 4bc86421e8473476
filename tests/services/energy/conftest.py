"""Registers in a store of their own, as in the tests of the registers."""

from tests.registers.conftest import book, change, key

__all__ = ["book", "change", "key"]
