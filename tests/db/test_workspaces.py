"""Settings of workspaces: what is stored, what is not, and changes that meet."""

import asyncio
import json
from typing import cast

import pytest
from pydantic import ValidationError

from db.workspaces import LOCK_WORKSPACE
from domain.errors import NotFoundError
from domain.workspace import WorkspaceChange, WorkspaceSettings
from tests.db.samples import new_message
from tests.db.stores import MAIN, Stores


def change(**fields: object) -> WorkspaceChange:
    return WorkspaceChange.model_validate(fields)


async def stored(stores: Stores, workspace_id: int = MAIN) -> object:
    [text] = await stores.column("SELECT settings FROM workspaces WHERE id = $1", workspace_id)
    return json.loads(cast("str", text))


async def test_a_workspace_without_settings_is_as_the_system_is_set(stores: Stores) -> None:
    workspace = await stores.workspaces.get_workspace(MAIN)
    assert (workspace.id, workspace.slug, workspace.name) == (MAIN, "main", "Main")
    assert WorkspaceSettings.model_validate(dict(workspace)) == WorkspaceSettings()


async def test_changes_are_kept_and_the_name_in_its_column(stores: Stores) -> None:
    wanted = change(
        name="Harbor", timezone="Asia/Tokyo", models={"extraction": "embedded"}, task_threshold=0.6
    )
    changed = await stores.workspaces.change_workspace(MAIN, wanted)
    assert changed == await stores.workspaces.get_workspace(MAIN)
    assert (changed.name, changed.models.extraction) == ("Harbor", "embedded")
    assert await stores.column("SELECT name FROM workspaces") == ["Harbor"]
    assert await stored(stores) == {
        "timezone": "Asia/Tokyo",
        "models": {"extraction": "embedded"},
        "task_threshold": 0.6,
    }


async def test_what_is_put_back_is_not_stored(stores: Stores) -> None:
    await stores.workspaces.change_workspace(MAIN, change(timezone="Asia/Tokyo", models={"analysis": "auto"}))
    await stores.workspaces.change_workspace(MAIN, change(timezone=None, models=None, language="uk"))
    assert await stored(stores) == {"language": "uk"}


async def test_a_change_that_contradicts_what_is_stored_changes_nothing(stores: Stores) -> None:
    await stores.workspaces.change_workspace(MAIN, change(task_threshold=0.5))
    before = await stores.content()
    with pytest.raises(ValidationError):
        await stores.workspaces.change_workspace(MAIN, change(proposal_threshold=0.6, name="New"))
    assert await stores.content() == before


async def test_a_change_that_changes_nothing_writes_nothing(stores: Stores) -> None:
    before = await stores.column("SELECT xmin::text FROM workspaces")
    await stores.workspaces.change_workspace(MAIN, change(name="Main", language=""))
    assert await stores.column("SELECT xmin::text FROM workspaces") == before


async def test_a_workspace_changes_alone(stores: Stores) -> None:
    other = await stores.add_workspace()
    await stores.workspaces.change_workspace(MAIN, change(name="Ours", language="uk"))
    assert await stored(stores, other) == {}
    assert (await stores.workspaces.get_workspace(other)).name == "other"
    with pytest.raises(NotFoundError):
        await stores.workspaces.get_workspace(other + 1)
    with pytest.raises(NotFoundError):
        await stores.workspaces.change_workspace(other + 1, change(name="x"))


async def test_changes_that_meet_keep_each_other(stores: Stores) -> None:
    async with asyncio.TaskGroup() as tasks, stores.database.transaction() as connection:
        await connection.execute("SELECT FROM workspaces WHERE id = 1 FOR UPDATE")
        for wanted in (
            change(language="uk"),
            change(models={"analysis": "auto"}),
            change(task_threshold=0.9),
        ):
            tasks.create_task(stores.workspaces.change_workspace(MAIN, wanted))
        await stores.wait_for_waiters(3)
    assert await stored(stores) == {"language": "uk", "models": {"analysis": "auto"}, "task_threshold": 0.9}


async def test_of_two_changes_that_contradict_each_other_one_is_refused(stores: Stores) -> None:
    wanted = (change(task_threshold=0.5), change(proposal_threshold=0.6))
    async with stores.database.transaction() as connection:
        await connection.execute("SELECT FROM workspaces WHERE id = 1 FOR UPDATE")
        running = [asyncio.create_task(stores.workspaces.change_workspace(MAIN, each)) for each in wanted]
        await stores.wait_for_waiters(2)
    answers = await asyncio.gather(*running, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["ValidationError", "Workspace"]


async def test_messages_come_in_while_settings_are_being_changed(stores: Stores) -> None:
    async with stores.database.transaction() as connection:
        await connection.execute(LOCK_WORKSPACE, MAIN)
        await connection.execute("UPDATE workspaces SET name = 'New' WHERE id = 1")
        await stores.accept(new_message())
