"""What an update may see and change: the tasks of its chat; in private, of all chats the person is in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.here import Here
from domain.access import Principal
from domain.card import CardKind
from domain.chat import Chat
from domain.errors import TaskNotFoundError
from domain.outbox import CardParcel, Letter
from domain.task import TaskDetail
from domain.values import Role

_TASK_NUMBER: Final = re.compile(r"#?([0-9]{1,18})")


@dataclass(frozen=True)
class Reach:
    """The chats whose tasks are within reach, by what messages and tasks call them."""

    chats: Mapping[str, Chat]

    @property
    def by_workspace(self) -> Mapping[int, Sequence[str]]:
        """Return the chats of each workspace."""
        found: dict[int, list[str]] = {}
        for name, chat in self.chats.items():
            found.setdefault(chat.workspace_id, []).append(name)
        return found

    def title_of(self, chat_id: str | None) -> str:
        """Return the title of a group among several chats, empty where it would say nothing."""
        chat = self.chats.get(chat_id or "")
        return chat.title if chat is not None and not chat.is_private and len(self.chats) > 1 else ""


@dataclass(frozen=True)
class Reached:
    """A task within reach and the workspace it is in."""

    workspace_id: int
    task: TaskDetail


async def reach_of(here: Here) -> Reach:
    """Return what an update may see; outside of any chat, as in the inline mode, what its person may."""
    if here.chat is not None and not here.chat.is_private:
        return Reach({str(here.chat.id): here.chat})
    chats = [here.chat] if here.chat is not None else []
    if here.person is not None:
        chats += await here.services.chats.chats_of(here.person.id)
    return Reach({str(chat.id): chat for chat in chats})


async def find_task(here: Here, reach: Reach, task_id: int) -> Reached | None:
    """Return a task within reach; what is elsewhere is not told from what does not exist."""
    for workspace_id in reach.by_workspace:
        try:
            task = await here.services.board.get_task(workspace_id, task_id)
        except TaskNotFoundError:
            continue
        return Reached(workspace_id, task) if task.chat_id in reach.chats else None
    return None


async def show_task(here: Here, reached: Reached) -> None:
    """Show a task's card anew in the chat, whichever workspace the task is in."""
    parcel = CardParcel(card=CardKind.TASK, subject_id=reached.task.id, thread_id=here.thread_id, anew=True)
    if reached.workspace_id == here.workspace_id:
        here.show(parcel)
        return
    letter = Letter(
        chat_id=here.in_chat.id, parcel=parcel, key=f"update:{here.update_id}:card:{reached.task.id}"
    )
    await here.services.mailbox.post(reached.workspace_id, [letter])


def actor_in(here: Here, workspace_id: int) -> Principal:
    """Return who acts, with the rights of a member of a workspace that is within reach."""
    return Principal(workspace_id=workspace_id, role=Role.MEMBER, name=here.actor)


def read_task_number(word: str) -> int | None:
    """Return the number of a task as people write it, such as `12` or `#12`; None if it is none."""
    found = _TASK_NUMBER.fullmatch(word)
    return int(found.group(1)) if found else None
