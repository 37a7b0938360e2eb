"""Memory goes back to the system where the C library can give it back, and nothing breaks where it cannot."""

import ctypes

import pytest

from dyadwire.transforms.write import released


def no_libc(_name):
    raise OSError("no libc")


@pytest.mark.parametrize("library", [no_libc, lambda _name: object()])
def test_another_c_library_is_no_failure(monkeypatch, library):
    monkeypatch.setattr(ctypes, "CDLL", library)
    assert released._trim.__wrapped__()(0) is None
    released._trim.cache_clear()
    released.release_unused()
    released._trim.cache_clear()
