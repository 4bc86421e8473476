"""An OPC UA server on loopback with the nodes of a plant, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from asyncua import ua
from asyncua.crypto.permission_rules import User, UserRole
from asyncua.sync import Server, ThreadLoop

URI = "urn:plant:server"


class Plant:
    """The server.

    Args:
        server: It.
        space: Number of the name space of its nodes.
    """

    def __init__(self, server: Server, space: int) -> None:
        self.server, self.space = server, space
        self.nodes: dict[str, Any] = {}

    def add(self, name: str, value: Any, kind: Any = None) -> None:
        node = ua.NodeId(name, self.space)
        self.nodes[name] = self.server.nodes.objects.add_variable(
            node, name, ua.Variant(value, kind) if kind else value
        )

    def show(self, name: str, value: Any, code: int = 0, at: datetime | None = None) -> None:
        told = ua.DataValue(ua.Variant(value), StatusCode=ua.StatusCode(code), SourceTimestamp=at)
        self.nodes[name].write_value(told)

    def keep_history(self, name: str) -> None:
        self.server.tloop.post(self.server.aio_obj.historize_node_data_change(self.nodes[name].aio_obj))

    def kept(self, name: str, value: Any) -> None:
        """Wait until the history has a value."""
        storage = self.server.aio_obj.iserver.history_manager.storage
        for _ in range(300):
            if any(v.Value.Value == value for v in storage._datachanges[self.nodes[name].nodeid]):
                return
            Event().wait(0.01)
        raise AssertionError(f"{value} is not in the history of {name}")


class OneUser:
    """Lets one person in, with a password."""

    def get_user(self, _server: Any, username: Any = None, password: Any = None, certificate: Any = None) -> Any:
        del certificate
        return User(role=UserRole.User, name=username) if (username, password) == ("monitor", "right") else None


@contextmanager
def opcua_server(port: int, certificate: Path | None = None, key: Path | None = None) -> Iterator[Plant]:
    """With a certificate the server speaks Basic256Sha256, signed and encrypted, with one user, and nothing else."""
    loop = ThreadLoop()
    loop.daemon = True
    loop.start()
    try:
        server = Server(tloop=loop)
        if certificate is not None:
            server.aio_obj.iserver.user_manager = OneUser()
            server.set_application_uri(URI)
            server.load_certificate(str(certificate))
            loop.post(server.aio_obj.load_private_key(str(key), None, "pem"))
        server.set_endpoint(f"opc.tcp://127.0.0.1:{port}/")
        policy = ua.SecurityPolicyType
        server.set_security_policy([policy.Basic256Sha256_SignAndEncrypt if certificate else policy.NoSecurity])
        space = server.register_namespace("urn:plant")
        server.start()
        try:
            yield Plant(server, space)
        finally:
            with suppress(Exception):
                server.stop()
    finally:
        loop.stop()
