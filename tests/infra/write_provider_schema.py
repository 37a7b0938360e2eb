"""Write google-6.50.0.json anew: what the provider lets the resources of infra/terraform say.

    pip download --no-deps cdktf-cdktf-provider-google==16.12.1
    python -m tests.infra.write_provider_schema cdktf_cdktf_provider_google-16.12.1-py3-none-any.whl

The wheel describes the provider's own schema, type by type. Of it only the names, kinds and obligations of arguments
are kept, for the resources that are used.
"""

import io
import json
import re
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from tests.infra.terraform import HERE, resources_of

SCHEMA = HERE / "google-6.50.0.json"
_PACKAGE = "@cdktf/provider-google"
# What Terraform itself lets every resource say, and the values that only hold what is computed.
_OF_TERRAFORM = frozenset(
    {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners", "id", "timeouts"}
)


def main(wheel: str) -> None:
    """Read the wheel and write the schema of every resource that infra/terraform uses."""
    types = _types_of(wheel)
    used = sorted({kind for kind, _ in resources_of()})
    SCHEMA.write_text(json.dumps({kind: _resource(types, kind) for kind in used}, indent=1, sort_keys=True) + "\n")


def _types_of(wheel: str) -> dict[str, Any]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
        with tarfile.open(fileobj=io.BytesIO(archive.read(name))) as package:
            described = package.extractfile("package/.jsii")
            assert described is not None
            types: dict[str, Any] = json.load(described)["types"]
    return types


def _resource(types: dict[str, Any], kind: str) -> dict[str, Any]:
    camel = re.sub(r"_(\w)", lambda found: found[1].upper(), kind.removeprefix("google_"))
    name = f"{_PACKAGE}.{camel}.{camel[0].upper()}{camel[1:]}"
    read = {_snake(each["name"]) for each in types[name]["properties"] if not each["name"].endswith("Input")}
    given = _arguments(types, f"{name}Config")
    own = {argument: said for argument, said in given.items() if argument not in _OF_TERRAFORM}
    return {"arguments": own, "attributes": sorted(read)}


def _arguments(types: dict[str, Any], name: str) -> dict[str, Any]:
    given = {_snake(each["name"]): each for each in types[name].get("properties", [])}
    return {
        argument: {"required": not each.get("optional"), **_kind(types, each["type"])}
        for argument, each in given.items()
    }


def _kind(types: dict[str, Any], declared: dict[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in declared.get("union", {}).get("types", [declared]) if choice != _RESOLVABLE]
    choice = choices[0]
    if "primitive" in choice:
        return {"kind": choice["primitive"]}
    if "collection" in choice:
        inner = _kind(types, choice["collection"]["elementtype"])
        return inner | {"many": True} if "block" in inner else {"kind": choice["collection"]["kind"]}
    return {"kind": "block", "block": _arguments(types, choice["fqn"])}


_RESOLVABLE = {"fqn": "cdktf.IResolvable"}


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)


if __name__ == "__main__":
    Path(SCHEMA).parent.mkdir(exist_ok=True)
    main(sys.argv[1])
