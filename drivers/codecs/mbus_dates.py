"""M-Bus time points: type G (two bytes, a day) and type F (four bytes, a day and a minute), EN 13757-3 annex A."""


def time_point(data: bytes) -> str | None:
    """Date `YYYY-MM-DD` or date and time `YYYY-MM-DDThh:mm`; None where the meter says that it is not valid.

    Args:
        data: Two or four bytes, least significant first; another number of bytes gives None.
    """
    if len(data) not in (2, 4) or (len(data) == 4 and data[0] & 0x80):
        return None
    day, month = data[-2] & 31, data[-1] & 15
    year = data[-2] >> 5 | data[-1] >> 4 << 3
    if not 1 <= day <= 31 or not 1 <= month <= 12 or year > 99:
        return None
    date = f"{2000 + year if year < 81 else 1900 + year}-{month:02d}-{day:02d}"
    return date if len(data) == 2 else f"{date}T{data[1] & 31:02d}:{data[0] & 63:02d}"
