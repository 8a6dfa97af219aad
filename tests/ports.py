"""Ports for servers that checks start."""

import contextlib
import random
import socket

#: Below the range from which the system takes ports for outgoing connections and for kernels: such a one could be taken
#: between the look and the start of the server.
PORTS = range(15_000, 30_000)


def free_ports(count: int) -> list[int]:
    """Return ``count`` different ports of the loopback address that nobody uses now; OSError if there are fewer."""
    found: list[int] = []
    for port in random.sample(PORTS, len(PORTS)):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            found.append(port)
        if len(found) == count:
            return found
    raise OSError(f"fewer than {count} ports from {PORTS[0]} to {PORTS[-1]} are free.")
