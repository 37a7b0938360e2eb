"""A process that ends right after Arrow read what is Python's ends with its own exit code."""

import subprocess
import sys

import pytest

# Children are forked, as a process of its own would be at other things for a second first.
ENDINGS = """
import gc, io, os, sys
import pyarrow as pa, pyarrow.dataset, pyarrow.parquet as pq
from dyadwire.pipelines.process import let_threads_finish

written = io.BytesIO()
pq.write_table(pa.table({"a": [*map(str, range(20_000))], "b": [*range(20_000)]}), written, row_group_size=1_000)
gc.freeze()  # as the command does
content = written.getvalue()
for _ in range(30):
    child = os.fork()
    if not child:
        break
    if status := os.waitpid(child, 0)[1]:
        sys.exit(f"a child ended with {status}")
else:
    sys.exit()
let_threads_finish()
read = pq.ParquetFile(io.BytesIO(content)).read(use_threads=False)
"""


@pytest.mark.slow
def test_no_thread_of_arrow_aborts_the_process_at_its_end():
    done = subprocess.run([sys.executable, "-c", ENDINGS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
