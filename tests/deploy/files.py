"""The files that put Manta on a cluster, read the way their programs read them, but stricter."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import yaml
from pydantic import TypeAdapter

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
LAUNCHER = ROOT / "ray_cluster.yaml"
NODE = ROOT / "deploy" / "node.sh"
SERVE = ROOT / "deploy" / "serve" / "manta.yaml"
KUBERAY = ROOT / "deploy" / "kuberay"
RAY_SERVICE = KUBERAY / "rayservice.yaml"

Mapping = dict[str, object]
"""What becomes of a YAML mapping; `at` looks into it."""

_MAPPING = TypeAdapter(dict[str, object])
_LIST = TypeAdapter(list[object])
_PORT = re.compile(r"--([a-z-]+-port)=(\d+)")
_EXPORT = re.compile(r"^export (\w+)=(.*)$", re.MULTILINE)


class UniqueKeyLoader(yaml.SafeLoader):
    """Refuses a key that stands twice in a mapping, of which YAML's readers silently take the last."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Merge what `<<` names into the mapping, once its own keys are known to differ."""
        times = Counter(str(key.value) for key, _ in node.value)
        twice = [key for key, number in times.items() if number > 1]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"twice: {twice}", node.start_mark)
        super().flatten_mapping(node)


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of our own commands to its end.

    What imports Ray Serve is run like this: its import warns, and warnings are errors in these tests.
    """
    return subprocess.run(  # noqa: S603 - see above
        command,
        cwd=ROOT,
        env=dict(os.environ) | environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def parse(text: str) -> list[Mapping]:
    """Return the documents of a YAML text."""
    documents = cast("Iterator[object]", yaml.load_all(text, UniqueKeyLoader))
    return [_MAPPING.validate_python(document) for document in documents]


def read(path: Path) -> Mapping:
    """Return the only document of a file."""
    (document,) = parse(path.read_text())
    return document


def at(document: Mapping, *keys: str | int) -> object:
    """Return what stands at a path of keys and list positions."""
    found: object = document
    for key in keys:
        found = cast("dict[str | int, object]", found)[key]
    return found


def list_at(document: Mapping, *keys: str | int) -> list[object]:
    """Return the list at a path."""
    return _LIST.validate_python(at(document, *keys))


def mapping_at(document: Mapping, *keys: str | int) -> Mapping:
    """Return the mapping at a path."""
    return _MAPPING.validate_python(at(document, *keys))


def manifests() -> list[Mapping]:
    """Return every Kubernetes object of deploy/kuberay, the example of the secrets included."""
    paths = sorted(KUBERAY.glob("*.yaml"))
    return [found for path in paths if path.name != "kustomization.yaml" for found in parse(path.read_text())]


def node_ports(text: str) -> set[tuple[str, str]]:
    """Return the ports among options of `ray start`, without those that only a head has."""
    heads_only = {"ray-client-server-port", "dashboard-port"}
    return {(name, port) for name, port in _PORT.findall(text) if name not in heads_only}


def ray_pods() -> dict[str, Mapping]:
    """Return the pod templates of the RayService by the names of their groups."""
    cluster = mapping_at(read(RAY_SERVICE), "spec", "rayClusterConfig")
    head = mapping_at(cluster, "headGroupSpec", "template")
    workers = cast("list[Mapping]", cluster["workerGroupSpecs"])
    return {"head": head} | {str(group["groupName"]): mapping_at(group, "template") for group in workers}


def ray_environments() -> dict[str, dict[str, str]]:
    """Return the environment that each file starts Ray with."""
    compose = mapping_at(read(COMPOSE), "services", "worker", "environment")
    scripts = cast("list[str]", read(LAUNCHER)["setup_commands"])
    launcher = {name: value for script in scripts for name, value in _EXPORT.findall(script)}
    (kuberay,) = [found for found in manifests() if at(found, "metadata", "name") == "manta-ray-environment"]
    found = {COMPOSE.name: compose, LAUNCHER.name: launcher, "kuberay": mapping_at(kuberay, "data")}
    return {file: {name: str(value) for name, value in found.items()} for file, found in found.items()}
