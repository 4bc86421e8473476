"""Which day it is where the platform stands."""

from datetime import date, datetime


def today(now: float) -> date:
    """The local day of a time, seconds since 1970."""
    return datetime.fromtimestamp(now).astimezone().date()
