"""What HAProxy knows: which ports it sends requests to."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx2
import psutil

_SERVER = re.compile(r"^\s*server (\S+) \S+:(\d+) ", re.MULTILINE)


def find_ports_in_use(proxies: Iterable[psutil.Process], stats_port: int) -> set[int]:
    """Return the ports of servers that are in a proxy's configuration and have passed its checks.

    The statistics (HAProxy's management guide, 9.1) tell the servers' state but not their addresses.
    """
    ports = {name: int(port) for config in _read_configs(proxies) for name, port in _SERVER.findall(config)}
    return {ports[name] for name in _find_healthy(stats_port) if name in ports}


def _read_configs(proxies: Iterable[psutil.Process]) -> Iterator[str]:
    for proxy in proxies:
        try:
            words = proxy.cmdline()
            yield Path(words[words.index("-f") + 1]).read_text()
        except (psutil.NoSuchProcess, FileNotFoundError, ValueError):
            continue  # it has just ended


def _find_healthy(stats_port: int) -> list[str]:
    try:
        answer = httpx2.get(f"http://127.0.0.1:{stats_port}/stats;csv", timeout=1.0, trust_env=False)
    except httpx2.RequestError:
        return []
    rows = csv.DictReader(answer.text.lstrip("# ").splitlines())
    return [row["svname"] for row in rows if row["status"] == "UP"]
