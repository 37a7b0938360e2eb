"""Load the DAG with the real Airflow, in an environment of its own: `make test-airflow`. Not for pytest."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "infra" / "airflow"


def main() -> int:
    """Check what Airflow makes of the DAG, and the lines that its tasks would run."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "AIRFLOW_HOME": home,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
            "AIRFLOW__CORE__DAGS_FOLDER": str(FOLDER),
        }
        from airflow.dag_processing.dagbag import DagBag
        from airflow.version import version

        bag = DagBag(dag_folder=str(FOLDER))
        assert not bag.import_errors, bag.import_errors
        dag = bag.dags["dyadwire"]
        order = [task.task_id for task in dag.topological_sort()]
        assert order == ["collect", "take_in", "verify"], order
        assert (dag.max_active_runs, dag.catchup) == (1, False)
        rendering = dag.get_template_env()
        for task in dag.tasks:
            _check_command(rendering.from_string(task.bash_command).render(var={"value": {}}))
        print(f"Airflow {version}: {len(bag.dags)} DAG, tasks {' → '.join(order)}: 1 passed, 0 failed")
    return 0


def _check_command(line: str) -> None:
    """A shell can read the line, and every option in it is one that the command takes."""
    assert subprocess.run(["bash", "-n", "-c", line], check=False).returncode == 0, line
    assert line.startswith("/opt/dyadwire/.venv/bin/dyadwire "), line
    _, command, *words = line.split()
    source = (FOLDER.parents[1] / "pipelines" / "commands" / f"{command}.py").read_text()
    for option in (word for word in words if word.startswith("--")):
        assert f'"{option}"' in source, f"{command} {option}"


if __name__ == "__main__":
    sys.exit(main())
