"""What is deployed on Kubernetes agrees with itself, with what is tested here, and with the operator's schema.

The schema is the operator's own, of version 1.10.0 (write_flink_schema.py). What is not the operator's (Deployment,
Service, NetworkPolicy) was written by hand, and nothing was ever applied.
"""

import json
import re
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from tests.infra.write_flink_schema import SCHEMA, deployment

FOLDER = Path(__file__).parents[2] / "infra" / "flink"
MANIFESTS = list(yaml.safe_load_all((FOLDER / "deployment.yaml").read_text(encoding="utf-8")))
FLINK = deployment()
OPERATOR = json.loads(SCHEMA.read_text())


def seconds(written):
    return int(re.fullmatch(r"(\d+)\s*s", written)[1])


def one(kind):
    (found,) = [each for each in MANIFESTS if each["kind"] == kind]
    return found["spec"]


def problems(spec):
    return {error.json_path: error.validator for error in Draft202012Validator(OPERATOR["spec"]).iter_errors(spec)}


def test_the_custom_resource_is_what_its_schema_allows():
    assert FLINK["apiVersion"] == f"flink.apache.org/{OPERATOR['version']}"
    assert problems(FLINK["spec"]) == {}


def test_the_schema_sees_what_is_wrong():
    wrong = deepcopy(FLINK["spec"])
    wrong["mode"] = "session"
    wrong["flinkConfiguration"]["taskmanager.numberOfTaskSlots"] = 2
    wrong["jobManager"]["resources"] = {}
    _, workers = wrong["taskManager"]["podTemplate"]["spec"]["containers"]
    workers["livenessProbe"]["exec"]["command"] = "python"
    workers["liveness"] = {}
    assert problems(wrong) == {
        "$.mode": "enum",
        "$.flinkConfiguration['taskmanager.numberOfTaskSlots']": "type",
        "$.jobManager": "additionalProperties",
        "$.taskManager.podTemplate.spec.containers[1].livenessProbe.exec.command": "type",
        "$.taskManager.podTemplate.spec.containers[1]": "additionalProperties",
    }


def test_it_is_the_version_of_flink_that_is_tested():
    (tested,) = re.findall(
        r"<artifactId>beam-runners-flink-([\d.]+)</artifactId>", (FOLDER / "pom.xml").read_text(encoding="utf-8")
    )
    assert FLINK["spec"]["flinkVersion"] == "v" + tested.replace(".", "_")
    assert FLINK["spec"]["image"].startswith(f"flink:{tested}.")
    assert server()["image"].startswith(f"apache/beam_flink{tested}_job_server:")
    # By digests that are to be filled in: until they are, nothing is pulled.
    assert FLINK["spec"]["image"].endswith("@sha256:FLINK_DIGEST")
    assert server()["image"].endswith("@sha256:JOB_SERVER_DIGEST")


def server():
    (container,) = one("Deployment")["template"]["spec"]["containers"]
    return container


def test_job_and_task_managers_load_what_reads_their_bucket():
    configuration = FLINK["spec"]["flinkConfiguration"]
    assert {value.partition("://")[0] for value in configuration.values() if "://" in value} == {"s3"}
    (version,) = re.findall(r"flink:([\d.]+)-", FLINK["spec"]["image"])
    (manager,) = FLINK["spec"]["podTemplate"]["spec"]["containers"]
    assert manager["name"] == "flink-main-container"
    # The image's own start copies a jar by its exact name, which holds the version.
    assert manager["env"] == [{"name": "ENABLE_BUILT_IN_PLUGINS", "value": f"flink-s3-fs-presto-{version}.jar"}]


def test_a_job_starts_again_only_when_its_dead_workers_are_forgotten():
    delay = FLINK["spec"]["flinkConfiguration"]["restart-strategy.exponential-delay.initial-backoff"]
    (kept,) = re.findall(r"^_WORKER_KEPT_SECONDS = (\d+)$", (FOLDER / "cluster.py").read_text(encoding="utf-8"), re.M)
    assert seconds(delay) > int(kept)


def test_the_service_names_ports_that_the_job_server_listens_on():
    opened = {port["containerPort"] for port in server()["ports"]}
    assert {port["port"] for port in one("Service")["ports"]} == opened
    assert opened == {int(value) for value in re.findall(r"--(?:job|artifact)-port=(\d+)", " ".join(server()["args"]))}


def test_the_job_server_gives_clients_the_name_of_its_service():
    (service,) = [each["metadata"]["name"] for each in MANIFESTS if each["kind"] == "Service"]
    assert f"--job-host={service}" in server()["args"]


def test_only_the_namespace_reaches_the_pods_and_the_operator_flinks_own_interface():
    policy = one("NetworkPolicy")
    (chosen,) = policy["podSelector"]["matchExpressions"]
    # Flink's native mode labels its pods app=<name of the FlinkDeployment>.
    assert chosen["values"] == [FLINK["metadata"]["name"], one("Deployment")["template"]["metadata"]["labels"]["app"]]
    assert policy["policyTypes"] == ["Ingress"]
    own, operator = policy["ingress"]
    assert own == {"from": [{"podSelector": {}}]}
    assert operator["ports"] == [{"port": 8081}]


def test_the_job_server_knows_the_cluster():
    assert f"--flink-master={FLINK['metadata']['name']}-rest:8081" in server()["args"]


def test_workers_are_looked_after_where_they_listen():
    _, workers = FLINK["spec"]["taskManager"]["podTemplate"]["spec"]["containers"]
    assert find_spec(workers["command"][2]).name == "dyadwire.pipelines.run.worker_pool"
    (port,) = re.findall(r"--service_port=(\d+)", workers["command"][3])
    # Not by the kubelet's own connections: those come from outside of the pod's loopback.
    assert f"('127.0.0.1', {port})" in workers["livenessProbe"]["exec"]["command"][2]
