# Ray leaves the generics of these functions open.
# pyright: reportUnknownMemberType=false
"""One small cluster for the session. Its actors have no database: they answer their supervisor without."""

from collections.abc import Iterator

import pytest
import ray

from actors.roster import NAMESPACE


@pytest.fixture(scope="session", autouse=True)
def cluster() -> Iterator[None]:
    """Start a cluster that ends with the session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RAY_ADDRESS", raising=False)
        patch.setenv("DATABASE_URL", "postgresql://manta@127.0.0.1:1/nothing")
        ray.init(
            address="local", namespace=NAMESPACE, num_cpus=1, include_dashboard=False, log_to_driver=False
        )
        yield
        ray.shutdown()
