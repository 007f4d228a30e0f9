from benchmarks.peers.seed_tables import SeedTable
from db.tables import metadata


def test_the_peers_tables_are_not_mantas() -> None:
    assert "seed_messages" in SeedTable.metadata.tables
    assert not set(SeedTable.metadata.tables) & set(metadata.tables)
