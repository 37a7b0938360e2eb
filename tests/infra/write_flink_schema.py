"""Write flink-operator-1.10.0.json anew: what the operator lets a FlinkDeployment say.

    mvn dependency:copy -Dartifact=org.apache.flink:flink-kubernetes-operator-api:1.10.0 -DoutputDirectory=.
    python -m tests.infra.write_flink_schema flink-kubernetes-operator-api-1.10.0.jar

The jar holds the custom resource's own schema. Of it only the fields of the objects that deployment.yaml has are kept,
and none beside them is allowed: Kubernetes drops what it does not know without a word.
"""

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SCHEMA = HERE / "flink-operator-1.10.0.json"
_RESOURCE = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml"


def deployment() -> dict[str, Any]:
    """Return the FlinkDeployment of infra/flink/deployment.yaml."""
    text = (HERE.parents[1] / "infra" / "flink" / "deployment.yaml").read_text(encoding="utf-8")
    (found,) = [each for each in yaml.safe_load_all(text) if each["kind"] == "FlinkDeployment"]
    return dict(found)


def main(jar: str) -> None:
    """Read the jar and write the schema of every object that deployment.yaml has."""
    with zipfile.ZipFile(jar) as archive:
        (version,) = yaml.safe_load(archive.read(_RESOURCE))["spec"]["versions"]
    spec = version["schema"]["openAPIV3Schema"]["properties"]["spec"]
    kept = {"version": version["name"], "spec": _kept(spec, deployment()["spec"])}
    SCHEMA.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def _kept(schema: dict[str, Any], said: Any) -> dict[str, Any]:
    """Return a schema as deep as what is said; an object that is not said may hold nothing."""
    if "properties" in schema:
        said = said or {}
        fields = {name: _kept(field, said.get(name)) for name, field in schema["properties"].items() if said}
        return {"type": "object", "properties": fields, "additionalProperties": False}
    if "items" in schema:
        together = {name: value for one in said or () if isinstance(one, dict) for name, value in one.items()}
        return {"type": "array", "items": _kept(schema["items"], together)}
    return schema


if __name__ == "__main__":
    main(*sys.argv[1:])
