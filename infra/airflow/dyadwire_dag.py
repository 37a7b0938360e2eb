"""Every six hours: collect what feeds have, take it into the lake, prove the lake. For Airflow 3, on one worker.

Airflow's variables `dyadwire_home` (where the command is installed) and `dyadwire_news` (folder or bucket of spool and
lake, with feeds.opml and the collector's memory in a local folder `dyadwire_state`) say where.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

DYADWIRE = "{{ var.value.get('dyadwire_home', '/opt/dyadwire') }}/.venv/bin/dyadwire"
NEWS = "{{ var.value.get('dyadwire_news', '/var/lib/dyadwire') }}"
STATE = "{{ var.value.get('dyadwire_state', '/var/lib/dyadwire') }}"

with DAG(
    dag_id="dyadwire",
    description="Country pairs in the news, brought up to date",
    schedule="15 */6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,  # feeds have no past: a run that was missed is made good by the next
    max_active_runs=1,  # one writer of one lake
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
    doc_md=__doc__,
) as dag:
    collect = BashOperator(
        task_id="collect",
        bash_command=f"{DYADWIRE} collect {STATE}/feeds.opml --spool {NEWS}/spool --store {STATE}/collector.sqlite",
        execution_timeout=timedelta(hours=2),
        do_xcom_push=False,
    )
    take_in = BashOperator(
        task_id="take_in",
        bash_command=f"{DYADWIRE} run {NEWS}/spool --only-new --lake {NEWS}/lake",
        execution_timeout=timedelta(hours=3),
        env={"DYADWIRE_LOG": "json"},
        append_env=True,
        do_xcom_push=False,
    )
    verify = BashOperator(
        task_id="verify",
        bash_command=f"{DYADWIRE} verify --lake {NEWS}/lake",
        execution_timeout=timedelta(hours=1),
        do_xcom_push=False,
    )
    collect >> take_in >> verify
