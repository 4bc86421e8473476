"""From an address of the bench file to a link."""

from drivers.link.line import Line, LineLink, OnBytes
from drivers.link.settings import Settings

_VISA = ("TCPIP", "ASRL", "GPIB", "USB", "PXI", "VICP", "PRLGX", "VISA")


def open_link(
    address: str, where: str, line: Line, on_bytes: OnBytes | None = None, settings: Settings | None = None
) -> LineLink:
    """Make the link for an address; the instrument is not spoken to before it is identified.

    Args:
        address: A VISA resource name (`TCPIP::10.0.0.5::5025::SOCKET`), a pyserial URL (`socket://`, `rfc2217://`) or a
            serial port (`/dev/ttyUSB0`, `COM3`).
        where: Role and address for error messages.
        line: Framing and time limit of the driver.
        on_bytes: Byte log.
        settings: Serial settings; not used by VISA resources, which carry theirs.
    """
    if address.upper().startswith(_VISA) and "::" in address:
        from drivers.link.visa import VisaLink

        return VisaLink(address, where, line, on_bytes)
    from drivers.link.serial import SerialLink

    return SerialLink(address, where, line, on_bytes, settings)
