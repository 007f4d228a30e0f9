"""Workspaces, their words and their models in memory, under the rules of the real ones."""

from collections.abc import Sequence

from domain.errors import ConfigurationError, NotFoundError
from domain.vocabulary import StoredTerm, Term, TermChange, TermKind, ensure_distinct, ensure_room, in_order
from domain.workspace import Workspace, WorkspaceChange, WorkspaceSettings
from tests.fakes.outage import Outage


class FakeWorkspaces(Outage):
    """`domain.workspace.Workspaces` over a dictionary."""

    def __init__(self, *workspace_ids: int) -> None:
        super().__init__()
        self.known = {each: Workspace(id=each, slug=f"w{each}", name=f"W{each}") for each in workspace_ids}

    async def get_workspace(self, workspace_id: int) -> Workspace:
        self.check(workspace_id)
        return self._get(workspace_id)

    async def change_workspace(self, workspace_id: int, change: WorkspaceChange) -> Workspace:
        self.check(workspace_id, change)
        self.known[workspace_id] = change.apply(self._get(workspace_id))
        return self.known[workspace_id]

    def _get(self, workspace_id: int) -> Workspace:
        if workspace_id not in self.known:
            raise NotFoundError
        return self.known[workspace_id]


class FakeModelCheck:
    """`domain.ports.ModelCheck` that knows which models can be used, and keeps what it was asked."""

    def __init__(self) -> None:
        self.outage = Outage()
        self.usable = {"auto", "embedded", "ollama:qwen3:4b"}
        self.asked: list[str] = []

    async def check(self, settings: WorkspaceSettings) -> None:
        self.outage.check(settings)
        for name in sorted(settings.named_models()):
            self.asked.append(name)
            if name not in self.usable:
                remedy = f"Use one of: {', '.join(sorted(self.usable))}."
                raise ConfigurationError(f"The model {name!r} is not there.", remedy=remedy)


class FakeVocabulary(Outage):
    """`domain.vocabulary.Vocabulary` over dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self._last_id = 0
        self._terms: dict[int, dict[int, StoredTerm]] = {}

    def terms(self, workspace_id: int) -> dict[int, StoredTerm]:
        """Return a workspace's terms by id, to look into."""
        return self._terms.setdefault(workspace_id, {})

    async def list_terms(self, workspace_id: int, kind: TermKind | None) -> list[StoredTerm]:
        self.check(workspace_id)
        return in_order(term for term in self.terms(workspace_id).values() if kind in {None, term.kind})

    async def get_term(self, workspace_id: int, term_id: int) -> StoredTerm:
        self.check(term_id)
        return self._get(workspace_id, term_id)

    async def add_term(self, workspace_id: int, term: Term) -> StoredTerm:
        self.check(term)
        known = list(self.terms(workspace_id).values())
        ensure_room(known)
        ensure_distinct([*known, term.tidied()])
        return self._store(workspace_id, term.tidied())

    async def change_term(self, workspace_id: int, term_id: int, change: TermChange) -> StoredTerm:
        self.check(term_id, change)
        after = change.apply(self._get(workspace_id, term_id))
        others = [term for term in self.terms(workspace_id).values() if term.id != term_id]
        ensure_distinct([*others, after])
        self.terms(workspace_id)[term_id] = after
        return after

    async def delete_term(self, workspace_id: int, term_id: int) -> None:
        self.check(term_id)
        del self.terms(workspace_id)[self._get(workspace_id, term_id).id]

    async def replace_terms(self, workspace_id: int, terms: Sequence[Term]) -> list[StoredTerm]:
        self.check(*terms)
        wanted = [term.tidied() for term in terms]
        ensure_distinct(wanted)
        ids = {term.key: term.id for term in self.terms(workspace_id).values()}
        self.terms(workspace_id).clear()
        return in_order([self._store(workspace_id, term, ids.get(term.key)) for term in wanted])

    def _get(self, workspace_id: int, term_id: int) -> StoredTerm:
        term = self.terms(workspace_id).get(term_id)
        if term is None:
            raise NotFoundError("Term not found")
        return term

    def _store(self, workspace_id: int, term: Term, term_id: int | None = None) -> StoredTerm:
        self._last_id += term_id is None
        stored = term.stored(term_id or self._last_id)
        self.terms(workspace_id)[stored.id] = stored
        return stored
