"""What waits in a temporary file: read again as it was written, put into a lake whole, told where there is no room."""

import os
import tempfile

import pytest

from dyadwire.transforms.storage import filesystem, spooled_file
from dyadwire.transforms.storage.committed import checksum_of, checksum_of_file
from dyadwire.transforms.storage.errors import LakeWriteError
from dyadwire.transforms.storage.spooled_file import SpooledFile

CONTENT = b"PAR1" * 1_000_000  # more than is copied and hashed at once


@pytest.mark.parametrize("held", [10, 10**8])
@pytest.mark.parametrize("lake", ["{}", "memory://spool{}"])
def test_an_open_file_is_put_whole(tmp_path, monkeypatch, held, lake):
    monkeypatch.setattr(spooled_file, "HELD", held)
    file, path = SpooledFile(), lake.format(tmp_path / "lake") + "/one.parquet"
    file.write(CONTENT)
    assert checksum_of_file(file) == checksum_of(CONTENT)
    filesystem.put(path, file)
    assert filesystem.read(path) == CONTENT


def test_it_has_no_name_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(spooled_file, "HELD", 10)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = SpooledFile()
    file.write(CONTENT)
    assert os.fstat(file.fileno()).st_size
    assert not list(tmp_path.iterdir())


def test_no_room_is_told_as_what_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(spooled_file, "HELD", 10)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(LakeWriteError, match=f"in {tmp_path}/gone: No such file.*; TMPDIR names another folder$"):
        SpooledFile().write(CONTENT)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("size", [2, 10**6])
def test_a_full_disk_is_told_wherever_it_is_noticed(tmp_path, monkeypatch, size):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(spooled_file, "HELD", 1)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *_, **__: open("/dev/full", "wb+"))  # noqa: SIM115
    with pytest.raises(LakeWriteError, match=f"^cannot write a temporary file in {tmp_path}: No space left"):
        SpooledFile().write(bytes(size))


def test_where_no_folder_will_do_it_is_told_too(monkeypatch):
    monkeypatch.setattr(spooled_file, "HELD", 1)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", list)
    with pytest.raises(
        LakeWriteError, match=r"^cannot write a temporary file: No usable .*; TMPDIR names another folder$"
    ):
        SpooledFile().write(CONTENT)
