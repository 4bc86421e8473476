"""The tables of the registers beside their rows: numbers that were given, and the layout that the tables have."""

from sqlalchemy import BigInteger, Column, Table, Text

from registers.register import metadata

register_number = Table(
    "register_number",
    metadata,
    Column("series", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),
)
"""The number that each series gave last."""

register_layout = Table(
    "register_layout",
    metadata,
    Column("register", Text, primary_key=True),
    Column("layout", Text, nullable=False),
)
"""The layout that the tables of a register have, see `registers.register.Register.layout`."""
