"""What infra/terraform says is in the provider's words, refers to what there is, and opens nothing to the world."""

import json
import re
from itertools import chain

import pytest

from tests.infra.terraform import FOLDER, HERE, REFERENCE, blocks, parsed, resources_of

SCHEMA = json.loads((HERE / "google-6.50.0.json").read_text())
# Roles that hold more than one job or one bucket needs.
TOO_WIDE = re.compile(r"roles/(owner|editor|viewer|.*\.admin|storage\.admin|iam\.securityAdmin)$")
# Arguments of Terraform itself.
META = frozenset({"for_each", "count", "depends_on", "lifecycle", "provider"})
TEXT = "\n".join(re.sub(r"(?m)^\s*#.*$", "", path.read_text()) for path in sorted(FOLDER.glob("*.tf")))


def names(kind):
    return {name for block in blocks(kind) for name in block}


def values(value):
    """Yield every plain value of a parsed body."""
    if isinstance(value, dict):
        yield from chain.from_iterable(map(values, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(values, value))
    else:
        yield value


def check(body, arguments, place):
    """Yield what a body says that the schema does not know, and what it leaves out."""
    for name in body.keys() - arguments.keys() - META:
        yield f"{place}: no argument {name}"
    for name, argument in arguments.items():
        if argument["required"] and name not in body:
            yield f"{place}: {name} is missing"
        elif name in body and argument["kind"] == "block":
            inner = body[name] if isinstance(body[name], list) else [body[name]]
            if len(inner) > 1 and not argument.get("many"):
                yield f"{place}: more than one {name}"
            for one in inner:
                yield from check(one, argument["block"], f"{place}.{name}")
        elif name in body:
            yield from check_kind(body[name], argument["kind"], f"{place}.{name}")


def check_kind(value, kind, place):
    """Yield a problem where a literal is not of its argument's kind; an expression is not looked into."""
    if isinstance(value, str) and "${" in value:
        return
    fits = {"string": str, "number": int | float, "boolean": bool, "array": list, "map": dict}[kind]
    if not isinstance(value, fits):
        yield f"{place}: {value!r} is no {kind}"


# By name from the text: in every process that collects tests, the parser would take seconds where it was never made.
NAMED = sorted(re.findall(r'(?m)^resource "(\w+)" "(\w+)"', TEXT))


def test_every_resource_is_looked_at():
    assert sorted(resources_of()) == NAMED


@pytest.mark.parametrize(("kind", "name"), NAMED)
def test_every_argument_is_the_providers(kind, name):
    assert list(check(resources_of()[kind, name], SCHEMA[kind]["arguments"], f"{kind}.{name}")) == []


def test_the_check_sees_what_is_wrong():
    arguments = SCHEMA["google_storage_bucket"]["arguments"]
    wrong = {"name": 5, "public": True, "versioning": [{"on": True}, {"enabled": True}]}
    assert sorted(check(wrong, arguments, "b")) == [
        "b.name: 5 is no string",
        "b.versioning: enabled is missing",
        "b.versioning: no argument on",
        "b: location is missing",
        "b: more than one versioning",
        "b: no argument public",
    ]


def test_the_schema_is_of_the_version_that_is_asked_for():
    (required,) = (block["required_providers"][0]["google"] for block in blocks("terraform"))
    assert required["version"] == "~> 6.50"


def test_every_reference_is_declared():
    declared = {f"var.{name}" for name in names("variable")} | {f"local.{name}" for name in names("locals")}
    resources = resources_of()
    for reference in set(REFERENCE.findall(TEXT)):
        if reference.startswith("google_"):
            kind, name, *attribute = reference.split(".")
            assert (kind, name) in resources, reference
            assert set(attribute) <= {*SCHEMA[kind]["attributes"], "id", "name"}, reference
        else:
            assert reference in declared, reference


def test_every_variable_is_used_and_explained():
    for block in blocks("variable"):
        ((name, body),) = block.items()
        assert f"var.{name}" in TEXT
        assert body["description"].endswith((".", ")"))
        assert body["type"]


def test_nothing_is_public():
    for (kind, name), body in resources_of().items():
        if kind.endswith(("_iam_member", "_iam_binding")):
            assert not {"allUsers", "allAuthenticatedUsers"} & set(map(str, values(body))), name
            assert not TOO_WIDE.match(body["role"]), f"{name}: {body['role']}"
    for (kind, name), body in resources_of().items():
        if kind == "google_storage_bucket":
            assert body["uniform_bucket_level_access"] is True, name
            assert body["public_access_prevention"] == "enforced", name
    assert "WORKER_IP_PRIVATE" in TEXT


# A condition that is one prefix of the bucket, and nothing else that might be true of more.
PREFIX = re.compile(
    r'resource\.name\.startsWith\(\\?"projects/_/buckets/\$\{google_storage_bucket\.news\.name\}/objects/([a-z]+/)\\?"\)'
)


def reach():
    """Return who has which role on what of the bucket; everything where no condition narrows it."""
    found = set()
    for (kind, _), body in resources_of().items():
        if kind.startswith("google_storage_bucket_iam"):
            (who,) = re.findall(r"each\.value|[a-z_]+(?=\.member)", body["member"])
            who = re.findall(r"var\.([a-z]+)_members", body["for_each"])[0] if who == "each.value" else who
            conditions = body.get("condition", [])
            condition = conditions[0] if isinstance(conditions, list) and conditions else conditions
            prefix = PREFIX.fullmatch(condition["expression"])[1] if condition else "everything"
            found.add((who, body["role"].removeprefix("roles/storage."), prefix))
    return found


def test_each_account_reaches_what_it_needs_of_the_bucket_and_no_more():
    assert reach() == {
        ("worker", "objectViewer", "spool/"),
        ("worker", "objectUser", "lake/"),
        ("worker", "objectUser", "dataflow/"),
        ("worker", "legacyBucketReader", "everything"),
        ("scheduler", "objectViewer", "templates/"),
        ("collector", "objectCreator", "spool/"),
        ("reader", "objectViewer", "lake/"),
        ("reader", "legacyBucketReader", "everything"),
    }


def test_what_reaches_everything_reads_names_alone():
    assert {role for _, role, prefix in reach() if prefix == "everything"} == {"legacyBucketReader"}


def test_a_condition_that_is_true_of_more_is_no_prefix():
    (expression,) = {
        body["condition"][0]["expression"] for key, body in resources_of().items() if key[1] == "worker_spool"
    }
    assert PREFIX.fullmatch(expression)
    for wider in (
        f"{expression} || true",
        expression.replace("spool/", ""),
        expression.replace("startsWith", "contains"),
    ):
        assert not PREFIX.fullmatch(wider)


def test_no_key_is_made():
    assert not [kind for kind, _ in resources_of() if "key" in kind]


def launch():
    return parsed()["job.tf"]["locals"][0]["launch"]["launchParameter"]


def test_the_job_says_what_the_template_takes():
    template = json.loads((FOLDER.parent / "dataflow_template" / "metadata.json").read_text())
    taken = {parameter["name"]: parameter for parameter in template["parameters"]}
    given = launch()["parameters"]
    assert given.keys() <= taken.keys()
    assert {name for name, parameter in taken.items() if not parameter["isOptional"]} <= given.keys()
    assert given["only_new"] == "true"
    assert launch()["environment"]["sdkContainerImage"] == "${var.image}"


def test_every_schedule_that_is_advised_commits_before_the_alert():
    said = {name: body.get("default") for block in blocks("variable") for name, body in block.items()}
    advised = re.findall(r'schedule = "([^"]+)"', (FOLDER.parent / "README.md").read_text())
    assert advised
    hours = [int(re.fullmatch(r"\d+ \*/(\d+) \* \* \*", each)[1]) for each in [said["schedule"], *advised]]
    assert max(hours) < said["stale_after_hours"]


def test_the_alerts_look_for_what_is_told():
    from dyadwire.pipelines import logs
    from dyadwire.transforms.outcomes.counts import NAMESPACE

    ((_, metric),) = ((key, body) for key, body in resources_of().items() if key[0] == "google_logging_metric")
    source = (FOLDER.parents[1] / "pipelines" / "logs.py").read_text()
    assert '"batch committed: lake=%s' in source
    assert 'batch committed\\"' in metric["filter"]
    assert 'lake=${local.lake}\\"' in metric["filter"]
    assert (logs.LOGGER, NAMESPACE) == ("dyadwire", "dyadwire")
    assert launch()["jobName"] in TEXT.split("is_failed")[1]
