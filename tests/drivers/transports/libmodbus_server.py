"""A Modbus server of libmodbus, in a process of its own: `libmodbus_server.py tcp PORT` or `libmodbus_server.py rtu`.

Unit 1 with 32 holding and 32 input registers: 0–1 the serial number 4711, 2–3 and 4–5 the numbers 1000 and 230.5 as
`modbus_set_float_abcd` of this release stores them. `rtu` prints the name of a terminal that leads to it.
"""

import ctypes
import ctypes.util
import os
import pty
import sys
import threading
import tty
from typing import Any

LONGEST = 260


class Mapping(ctypes.Structure):
    """`modbus_mapping_t` of modbus.h."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("bits", "first_bit", "input_bits", "first_input_bit")),
        *((name, ctypes.c_int) for name in ("inputs", "first_input", "holding", "first_holding")),
        *((name, ctypes.POINTER(ctypes.c_uint8)) for name in ("tab_bits", "tab_input_bits")),
        *((name, ctypes.POINTER(ctypes.c_uint16)) for name in ("tab_inputs", "tab_holding")),
    )


def library() -> ctypes.CDLL:
    """libmodbus with the types of what is called."""
    found = ctypes.CDLL(ctypes.util.find_library("modbus") or "libmodbus.so.5")
    found.modbus_new_tcp.restype = found.modbus_new_rtu.restype = ctypes.c_void_p
    found.modbus_mapping_new.restype = ctypes.POINTER(Mapping)
    found.modbus_set_float_abcd.argtypes = (ctypes.c_float, ctypes.POINTER(ctypes.c_uint16))
    found.modbus_set_float_abcd.restype = None
    return found


def registers(modbus: ctypes.CDLL) -> Any:
    """What unit 1 holds."""
    mapping = modbus.modbus_mapping_new(0, 0, 32, 32)
    for table in (mapping.contents.tab_inputs, mapping.contents.tab_holding):
        table[0], table[1] = 0, 4711
        for at, value in ((2, 1000.0), (4, 230.5)):
            stored = (ctypes.c_uint16 * 2)()
            modbus.modbus_set_float_abcd(value, stored)
            table[at], table[at + 1] = stored
    return mapping


def answer(modbus: ctypes.CDLL, context: ctypes.c_void_p, mapping: Any, *, forever: bool) -> None:
    """Answer requests until the client goes."""
    query = (ctypes.c_uint8 * LONGEST)()
    while (length := modbus.modbus_receive(context, query)) >= 0 or forever:
        if length > 0:
            modbus.modbus_reply(context, query, length, mapping)


def over_tcp(modbus: ctypes.CDLL, port: int) -> None:
    """One client after another."""
    context = ctypes.c_void_p(modbus.modbus_new_tcp(b"127.0.0.1", port))
    listening = ctypes.c_int(modbus.modbus_tcp_listen(context, 1))
    while modbus.modbus_tcp_accept(context, ctypes.byref(listening)) >= 0:
        answer(modbus, context, registers(modbus), forever=False)


def over_terminals(modbus: ctypes.CDLL) -> None:
    """Two terminals with a wire between them: libmodbus at one end, at the other a program that opens its name."""
    (near, ours), (far, theirs) = pty.openpty(), pty.openpty()
    for end in (ours, theirs):
        tty.setraw(end)
    for source, sink in ((near, far), (far, near)):
        threading.Thread(target=wire, args=(source, sink), daemon=True).start()
    context = ctypes.c_void_p(modbus.modbus_new_rtu(os.ttyname(ours).encode(), 9600, ord("N"), 8, 1))
    modbus.modbus_set_slave(context, 1)
    if modbus.modbus_connect(context) < 0:
        sys.exit("libmodbus cannot open the terminal")
    sys.stdout.write(f"{os.ttyname(theirs)}\n")
    sys.stdout.flush()
    answer(modbus, context, registers(modbus), forever=True)


def wire(source: int, sink: int) -> None:
    """What comes in at one end goes out at the other."""
    while data := os.read(source, LONGEST):
        os.write(sink, data)


if __name__ == "__main__":
    if sys.argv[1] == "tcp":
        over_tcp(library(), int(sys.argv[2]))
    else:
        over_terminals(library())
