from cli.deploy import replica_settings


def test_a_maximum_that_was_set_never_forbids_what_is_asked_for() -> None:
    assert replica_settings(3, None) == {"MANTA_REPLICAS": "3"}
    assert replica_settings(3, 2) == {"MANTA_REPLICAS": "3", "MANTA_REPLICAS_MAX": "3"}
    assert replica_settings(1, 4) == {"MANTA_REPLICAS": "1", "MANTA_REPLICAS_MAX": "4"}
