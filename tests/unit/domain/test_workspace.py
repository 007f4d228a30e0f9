import pytest
from pydantic import ValidationError

from domain.workspace import AgentModels, Workspace, WorkspaceChange, WorkspaceSettings

WORKSPACE = Workspace(
    id=1,
    slug="main",
    name="Main",
    timezone="Europe/Berlin",
    model="embedded",
    models=AgentModels(extraction="auto"),
    task_threshold=0.7,
)


def changed(**fields: object) -> Workspace:
    return WorkspaceChange.model_validate(fields).apply(WORKSPACE)


def test_only_what_is_set_changes() -> None:
    assert changed() == WORKSPACE
    assert changed(language="uk") == WORKSPACE.model_copy(update={"language": "uk"})


def test_models_of_agents_change_one_by_one() -> None:
    assert changed(models={"analysis": "a:b"}).models == AgentModels(extraction="auto", analysis="a:b")
    assert changed(models={"extraction": None}).models == AgentModels()
    assert changed(models={}).models == WORKSPACE.models


def test_null_puts_back_what_is_when_nobody_sets_it() -> None:
    put_back = changed(timezone=None, model=None, models=None, task_threshold=None, duplicate_threshold=None)
    assert put_back == Workspace(id=1, slug="main", name="Main")


def test_a_workspace_needs_a_name() -> None:
    with pytest.raises(ValidationError):
        changed(name=None)


def test_a_proposal_needs_no_more_confidence_than_a_task() -> None:
    assert changed(proposal_threshold=0.7).proposal_threshold == 0.7
    with pytest.raises(ValidationError, match=r"task_threshold, which is 0\.7"):
        changed(proposal_threshold=0.71)
    with pytest.raises(ValidationError):
        WorkspaceSettings(task_threshold=0.2, proposal_threshold=0.3)


@pytest.mark.parametrize(
    "name", ["auto", "embedded", "ollama:qwen3:4b", "openai:gpt-5", "gateway/openai:gpt-5"]
)
def test_models_are_named_as_the_system_s_is(name: str) -> None:
    assert WorkspaceSettings(model=name).named_models() == {name}


@pytest.mark.parametrize("name", ["", "gpt-5", "ollama:", "open ai:gpt", "openai:gpt 5", "embedded\nx", ":x"])
def test_what_no_model_is_called_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        WorkspaceSettings(model=name)


def test_every_model_that_is_named_counts_once() -> None:
    models = AgentModels(classification="a:b", analysis="embedded")
    assert WorkspaceSettings(model="embedded", models=models).named_models() == {"a:b", "embedded"}
    assert WorkspaceSettings().named_models() == set()


@pytest.mark.parametrize("name", ["", "Europe", "../UTC", "Mars/Olympus", "\x00", "x" * 5_000])
def test_a_time_zone_is_one_of_the_iana_database(name: str) -> None:
    with pytest.raises(ValidationError, match="IANA"):
        WorkspaceSettings(timezone=name)
