"""From an address of the bench file to a link."""

from collections.abc import Mapping

from drivers.addresses import UnknownAddress, agent_and_role, parse
from drivers.errors import LinkError
from drivers.link.agent_place import AgentPlace
from drivers.link.line import Line, LineLink, OnBytes
from drivers.link.settings import Settings


def open_link(
    address: str,
    where: str,
    line: Line,
    on_bytes: OnBytes | None = None,
    settings: Settings | None = None,
    agents: Mapping[str, AgentPlace] | None = None,
) -> LineLink:
    """Make the link for an address; the instrument is not spoken to before it is identified.

    Args:
        address: One of the forms of `drivers.addresses`. A serial VISA resource (`ASRL…`) is opened as the port it
            is, so that line settings, exclusive use and draining hold there as well.
        where: Role and address for error messages.
        line: Framing and time limit of the driver.
        on_bytes: Byte log.
        settings: Serial settings, for ports and `rfc2217://`.
        agents: Agents by name.

    Raises:
        LinkError: An address of another form.
    """
    try:
        found = parse(address)
    except UnknownAddress as error:
        raise LinkError(f"{error}.", where=where, remedy="Correct the address in the bench file.") from error
    if (through := agent_and_role(address)) is not None:
        name, role = through
        if agents is None or name not in agents:
            raise LinkError(
                f"There is no agent {name!r}.", where=where, remedy=f"Write [agents.{name}] in the bench file."
            )
        from drivers.link.agent import AgentLink

        return AgentLink(agents[name], role, where, line, on_bytes)
    if found.kind == "visa":
        from drivers.link.visa import VisaLink

        return VisaLink(found.opened, where, line, on_bytes)
    from drivers.link.serial import SerialLink

    return SerialLink(found.opened, where, line, on_bytes, settings)
