"""What tests of object stores share: one run, and fingerprints of lakes there and here."""

from hashlib import sha256

from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.transforms.storage import filesystem
from tests.pipelines.runs import article, tree


def articles(numbers):
    """Return invented articles of the middle of one month: each month to settle is many requests."""
    return [article(n, published_at=f"2026-10-{n % 9 + 11}T08:00:00Z") for n in numbers]


def run(given, lake):
    """Run one pass by rules alone and return its books."""
    return run_pass(CoverageOptions(inputs=(str(given),), lake=lake, model=None))


def objects(lake):
    """Return path → hash of every object, as `tree` does for files."""
    names = filesystem.files(lake)
    contents = filesystem.read_all([f"{lake}/{name}" for name in names])
    return {name: sha256(content).hexdigest() for name, content in zip(names, contents, strict=True)}


def files(lake):
    """Return the same of a lake on the disk."""
    return {path: digest for path, digest in tree(lake).items() if path != "_lock"}
