import resource
from itertools import count
from pathlib import Path

import pytest

from config.serve_environment import haproxy_connections, serve_environment


@pytest.mark.parametrize(
    ("sockets", "files", "connections"),
    [
        (10_000, 1_048_576, 14_096),
        (10_000, resource.RLIM_INFINITY, 14_096),
        (10_000, 20_000, 9_500),
        (10_000, 1_024, 12),
        (10_000, 256, 1),
    ],
)
def test_haproxy_has_room_for_the_sockets_as_far_as_files_allow(
    sockets: int, files: int, connections: int
) -> None:
    assert haproxy_connections(sockets, files) == connections


def test_two_systems_of_a_machine_have_ports_of_their_own() -> None:
    ports = count(1)
    first, second = (serve_environment(Path("/h"), lambda: next(ports), 1, 10_000) for _ in range(2))
    names = {name for name in first if name.endswith("_PORT")}
    assert names
    assert all(first[name] != second[name] for name in names)
