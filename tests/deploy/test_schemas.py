"""Each file in the eyes of the program that reads it: its schema, its validator."""

import shutil
import sys
from pathlib import Path

import kubernetes_validate
import pytest
import yaml
from ray.autoscaler._private.util import prepare_config, validate_config

from tests.deploy.files import (
    COMPOSE,
    KUBERAY,
    LAUNCHER,
    NODE,
    RAY_SERVICE,
    SERVE,
    Mapping,
    at,
    list_at,
    manifests,
    mapping_at,
    parse,
    ray_pods,
    read,
    run,
)

KUBERNETES = "1.32"
SECRETS = {"POSTGRES_PASSWORD": "only-a-test", "RAY_AUTH_TOKEN": "only-a-test"}
PLAIN = [found for found in manifests() if found["kind"] != "RayService"]
PODS = ray_pods()
READ_SERVE_CONFIG = """
import sys, yaml
from ray.serve.schema import ServeDeploySchema
ServeDeploySchema.model_validate(yaml.safe_load(open(sys.argv[1])))
"""
RAY_SERVICE_FIELDS = {
    "excludeHeadPodFromServeSvc",
    "rayClusterConfig",
    "rayClusterDeletionDelaySeconds",
    "serveConfigV2",
    "upgradeStrategy",
}
RAY_CLUSTER_FIELDS = {
    "authOptions",
    "autoscalerOptions",
    "enableInTreeAutoscaling",
    "gcsFaultToleranceOptions",
    "headGroupSpec",
    "rayVersion",
    "workerGroupSpecs",
}


def name_of(manifest: Mapping) -> str:
    return f"{manifest['kind']}-{at(manifest, 'metadata', 'name')}"


def validate(manifest: Mapping) -> None:
    kubernetes_validate.validate(manifest, KUBERNETES, strict=True)


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(yaml.constructor.ConstructorError, match="twice"):
        parse("a: {b: 1, c: 2, b: 3}")


def test_compose_follows_its_specification() -> None:
    read(COMPOSE)
    checker = Path(sys.executable).with_name("check-jsonschema")
    checked = run(checker, "--builtin-schema", "vendor.compose-spec", COMPOSE)
    assert checked.returncode == 0, checked.stdout


def test_compose_itself_accepts_the_file() -> None:
    if shutil.which("docker") is None or run("docker", "compose", "version").returncode != 0:
        pytest.skip("There is no `docker compose` here.")
    checked = run("docker", "compose", "--file", COMPOSE, "--profile", "*", "config", "--quiet", **SECRETS)
    assert checked.returncode == 0, checked.stderr


def test_ray_s_launcher_accepts_its_file() -> None:
    config = prepare_config(dict(read(LAUNCHER)))
    validate_config(config)
    assert at(config, "available_node_types", "local.cluster.node", "max_workers") == config["max_workers"]


def test_serve_accepts_its_config() -> None:
    checked = run(sys.executable, "-c", READ_SERVE_CONFIG, SERVE)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("manifest", PLAIN, ids=name_of)
def test_kubernetes_accepts_its_objects(manifest: Mapping) -> None:
    validate(manifest)


def test_what_is_no_field_would_be_noticed() -> None:
    wrong = dict(PLAIN[0]) | {"made_up": True}
    with pytest.raises(kubernetes_validate.ValidationError, match="made_up"):
        validate(wrong)


@pytest.mark.parametrize("group", PODS)
def test_ray_s_pods_are_pods(group: str) -> None:
    template = PODS[group]
    metadata = mapping_at(template, "metadata") | {"name": group}
    validate({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"]})


def test_the_ray_service_has_known_fields_only() -> None:
    """KubeRay's schema is not ours to copy; these fields were checked against that of 1.6.2 and 1.7.0."""
    service = read(RAY_SERVICE)
    assert service["apiVersion"] == "ray.io/v1"
    assert set(mapping_at(service, "spec")) == RAY_SERVICE_FIELDS
    assert set(mapping_at(service, "spec", "rayClusterConfig")) == RAY_CLUSTER_FIELDS
    workers = mapping_at(service, "spec", "rayClusterConfig", "workerGroupSpecs", 0)
    assert (
        1
        < int(str(workers["minReplicas"]))
        <= int(str(workers["replicas"]))
        < int(str(workers["maxReplicas"]))
    )


BY_HAND = {"kustomization.yaml", "secret.example.yaml", "bot.yaml"}
"""What kustomization.yaml leaves out: itself, an example, and what not everybody has."""


def containers() -> dict[str, tuple[Mapping, Mapping]]:
    """Return every pod's specification and its container."""
    templates = {
        name_of(found): mapping_at(found, "spec", "template")
        for found in PLAIN
        if found["kind"] in {"Job", "Deployment"}
    }
    specs = {name: mapping_at(found, "spec") for name, found in (templates | PODS).items()}
    return {name: (spec, mapping_at(spec, "containers", 0)) for name, spec in specs.items()}


CONTAINERS = containers()


@pytest.mark.parametrize("name", CONTAINERS)
def test_nothing_runs_as_root_or_writes_to_its_image(name: str) -> None:
    pod, container = CONTAINERS[name]
    assert at(pod, "securityContext", "runAsNonRoot") is True
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert at(container, "resources", "limits", "memory")


def test_every_file_is_applied_and_every_secret_is_in_the_example() -> None:
    listed = list_at(read(KUBERAY / "kustomization.yaml"), "resources")
    present = {path.name for path in KUBERAY.glob("*.yaml")} - BY_HAND
    assert set(map(str, listed)) == present
    text = "".join(path.read_text() for path in KUBERAY.glob("*.yaml"))
    secrets = {str(at(found, "metadata", "name")) for found in PLAIN if found["kind"] == "Secret"}
    assert secrets == {"manta", "manta-admin", "manta-ray", "manta-redis"}
    assert all(text.count(f"name: {name}\n") + text.count(f"secretName: {name}\n") > 1 for name in secrets)


def test_the_node_s_script_is_bash() -> None:
    checked = run("bash", "-n", NODE)
    assert checked.returncode == 0, checked.stderr
    usage = run(NODE)
    assert (usage.returncode, "deploy/node.sh head" in usage.stderr) == (64, True)
