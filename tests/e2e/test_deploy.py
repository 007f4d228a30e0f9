"""New code without a pause: a rolling deployment under load."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import httpx2

from tests.support.system import RunningManta

CLIENTS = 6


def _write(manta: RunningManta, number: int, ended: Event) -> Counter[int | str]:
    """Post messages until told to stop and return how often each answer came."""
    answers = Counter[int | str]()
    headers = {"Authorization": f"Bearer {manta.key}"}
    with httpx2.Client(base_url=manta.url, headers=headers, timeout=20, trust_env=False) as client:
        for serial in count():
            if ended.is_set():
                return answers
            body = {
                "id": f"deploy-{number}-{serial}",
                "content": "still there?",
                "author": "Ann",
                "timestamp": "2026-11-20T10:00:00Z",
                "chat_id": f"deploy-{number}",
            }
            try:
                answers[client.post("/api/messages", json=body).status_code] += 1
            except httpx2.RequestError as error:
                answers[type(error).__name__] += 1
    return answers


def test_a_rolling_deployment_fails_no_request(manta: RunningManta) -> None:
    before = {process.pid for process in manta.processes() if "ServeReplica" in process.name()}
    ended = Event()
    with ThreadPoolExecutor(CLIENTS) as pool:
        try:
            writing = [pool.submit(_write, manta, number, ended) for number in range(CLIENTS)]
            deployed = manta.run("deploy")
        finally:
            ended.set()
        answers = sum((one.result() for one in writing), Counter[int | str]())
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    assert set(answers) == {201}, answers
    assert answers[201] > 100
    after = {process.pid for process in manta.processes() if "ServeReplica" in process.name()}
    assert after
    assert before.isdisjoint(after)
