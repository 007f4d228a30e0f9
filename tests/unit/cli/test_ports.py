import socket
from collections.abc import Generator

import pytest

from cli.ports import find_free_port, is_taken, refuse_taken_port
from domain.errors import ConfigurationError, ConflictError

LOOPBACK = "127.0.0.1"


@pytest.fixture
def taken() -> Generator[int]:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_free_port_is_free() -> None:
    port = find_free_port()
    assert not is_taken(LOOPBACK, port)
    refuse_taken_port(LOOPBACK, port)


@pytest.mark.parametrize("host", [LOOPBACK, "0.0.0.0"])
def test_a_port_somebody_listens_on_is_taken(taken: int, host: str) -> None:
    assert is_taken(host, taken)
    with pytest.raises(ConflictError, match=str(taken)) as caught:
        refuse_taken_port(host, taken)
    assert "--port" in caught.value.remedy


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_address_of_the_newer_protocol_is_understood() -> None:
    assert not is_taken("::1", find_free_port())


@pytest.mark.parametrize("host", ["192.0.2.1", "no such name"])
def test_an_address_of_another_machine_is_not_called_taken(host: str) -> None:
    with pytest.raises(ConfigurationError, match="can't listen") as caught:
        refuse_taken_port(host, 8000)
    assert "--host" in caught.value.remedy
