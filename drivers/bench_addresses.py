"""What a bench file may say of a role's line, checked before anything is opened."""

from drivers.addresses import UnknownAddress, parse

#: Kinds of line that take speed, bits and parity from us.
_SET_HERE = ("serial", "rfc2217")
#: Without a line: nothing is opened at their address.
_WITHOUT_LINE = ("person", "csv_file", "simulated_person")


def wrong_line(driver: str, address: str, *, serial: bool) -> list[str]:
    """What is wrong with a role's address, or with serial settings that would not be applied.

    Args:
        driver: Name of the driver.
        address: As the bench file writes it.
        serial: Whether the bench file gives serial settings.

    Returns:
        Field and reason, empty when all is well.
    """
    if not address or address.startswith("sim:") or driver in _WITHOUT_LINE:
        return []
    try:
        found = parse(address.replace("{position}", "1"))
    except UnknownAddress as error:
        return [f"address: {error}"]
    if serial and found.kind not in _SET_HERE:
        return [
            f"serial: {address!r} takes no line settings from here; set them at the instrument or the device server"
        ]
    return []
