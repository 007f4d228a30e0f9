# Ray leaves the generics of these functions open.
# pyright: reportUnknownMemberType=false
"""Which actors Ray knows, and whether they run: asked of Ray's control store, in about a millisecond."""

from collections.abc import Mapping
from typing import Protocol, TypedDict, cast

# Ray's public State API needs the dashboard, which may be off; this reads the same table.
from ray._private import state
from ray.util import list_named_actors

from actors.roster import NAMESPACE


class _Address(TypedDict):
    IPAddress: str


class _Actor(TypedDict):
    Name: str
    Address: _Address


class _ReadActors(Protocol):
    def __call__(self, *, actor_state_name: str) -> Mapping[str, _Actor]: ...


class _ListNames(Protocol):
    def __call__(self, *, all_namespaces: bool) -> list[dict[str, str]]: ...


_read_actors = cast("_ReadActors", state.actors)
_list_names = cast("_ListNames", list_named_actors)


def list_names() -> set[str]:
    """Return the names of all our actors, those that are starting or have no room yet included."""
    return {found["name"] for found in _list_names(all_namespaces=True) if found["namespace"] == NAMESPACE}


def list_running() -> set[str]:
    """Return the names of the actors that can answer, others than ours included."""
    return {actor["Name"] for actor in _read_actors(actor_state_name="ALIVE").values()}


def list_without_room() -> set[str]:
    """Return the names of the actors that no node has room for, others than ours included.

    One that has a process already, but is not through with its beginning, is not among them.
    """
    pending = _read_actors(actor_state_name="PENDING_CREATION").values()
    return {actor["Name"] for actor in pending if not actor["Address"]["IPAddress"]}
