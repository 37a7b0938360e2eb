"""What is deployed on Kubernetes agrees with itself, with what is tested here, and with the operator's schema."""

import re
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "infra" / "flink"
MANIFESTS = list(yaml.safe_load_all((FOLDER / "deployment.yaml").read_text(encoding="utf-8")))
(FLINK,) = [each for each in MANIFESTS if each["kind"] == "FlinkDeployment"]

# The fields of the operator's custom resource that are used, as its schema names and types them.
SPEC = {
    "image": str, "flinkVersion": str, "serviceAccount": str, "mode": str, "flinkConfiguration": dict,
    "jobManager": dict, "taskManager": dict,
}  # fmt: skip
COMPONENT = {"replicas": int, "resource": dict, "podTemplate": dict}


def seconds(written):
    return int(re.fullmatch(r"(\d+)\s*s", written)[1])


def test_the_custom_resource_has_only_fields_of_its_schema():
    spec = FLINK["spec"]
    assert FLINK["apiVersion"] == "flink.apache.org/v1beta1"
    assert all(isinstance(value, SPEC[name]) for name, value in spec.items())
    assert all(isinstance(value, str) for value in spec["flinkConfiguration"].values())
    for component in (spec["jobManager"], spec["taskManager"]):
        assert all(isinstance(value, COMPONENT[name]) for name, value in component.items())
        assert set(component["resource"]) == {"memory", "cpu"}
    assert spec["mode"] in ("native", "standalone")


def test_it_is_the_version_of_flink_that_is_tested():
    (tested,) = re.findall(
        r"<artifactId>beam-runners-flink-([\d.]+)</artifactId>", (FOLDER / "pom.xml").read_text(encoding="utf-8")
    )
    assert FLINK["spec"]["flinkVersion"] == "v" + tested.replace(".", "_")
    assert FLINK["spec"]["image"].startswith(f"flink:{tested}-")
    images = [container["image"] for each in MANIFESTS for container in containers(each)]
    assert any(image.startswith(f"apache/beam_flink{tested}_job_server:") for image in images)


def containers(manifest):
    if manifest["kind"] != "Deployment":
        return []
    return manifest["spec"]["template"]["spec"]["containers"]


def test_a_job_starts_again_only_when_its_dead_workers_are_forgotten():
    delay = FLINK["spec"]["flinkConfiguration"]["restart-strategy.exponential-delay.initial-backoff"]
    (kept,) = re.findall(r"^_WORKER_KEPT_SECONDS = (\d+)$", (FOLDER / "cluster.py").read_text(encoding="utf-8"), re.M)
    assert seconds(delay) > int(kept)


def test_the_service_names_ports_that_the_job_server_listens_on():
    (server,) = [container for each in MANIFESTS for container in containers(each)]
    (service,) = [each for each in MANIFESTS if each["kind"] == "Service"]
    opened = {port["containerPort"] for port in server["ports"]}
    assert {port["port"] for port in service["spec"]["ports"]} == opened
    assert opened == {int(value) for value in re.findall(r"--(?:job|artifact)-port=(\d+)", " ".join(server["args"]))}


@pytest.mark.parametrize("setting", ["execution.checkpointing.interval", "state.checkpoints.dir"])
def test_checkpoints_are_on(setting):
    assert FLINK["spec"]["flinkConfiguration"][setting]
