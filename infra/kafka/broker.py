"""A Kafka broker on this machine: one node in KRaft mode, loopback, in a folder of its own.

python -m infra.kafka.broker             # until Ctrl-C; prints its address
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.processes import HOST, ROOT, Processes, class_path, free_ports, java, until_ctrl_c

POM = ROOT / "infra" / "kafka" / "pom.xml"
# Its 16 bytes name the cluster. One drawn by lot would now and then begin with a dash, and be taken for an option.
_CLUSTER = base64.urlsafe_b64encode(b"dyadwire-testing").decode().rstrip("=")


class KafkaBroker(Processes):
    """One broker, from `with` to its end; it can be killed and started again on what it stored."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "log")
        self._jars = class_path(POM)
        self._folder = folder
        self._settings = folder / "server.properties"
        self._port, self._controller = free_ports(2)

    @property
    def address(self) -> str:
        """Return where clients connect."""
        return f"{HOST}:{self._port}"

    def begin(self) -> None:
        """Make the folder, and start the broker."""
        self._format()
        self.start_broker()

    def _format(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        settings = {
            "process.roles": "broker,controller",
            "node.id": 1,
            "controller.quorum.voters": f"1@{HOST}:{self._controller}",
            "listeners": f"PLAINTEXT://{self.address},CONTROLLER://{HOST}:{self._controller}",
            "advertised.listeners": f"PLAINTEXT://{self.address}",
            "controller.listener.names": "CONTROLLER",
            "log.dirs": self._folder / "data",
            "num.partitions": 2,
            "offsets.topic.num.partitions": 1,
            "offsets.topic.replication.factor": 1,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1,
            "group.initial.rebalance.delay.ms": 0,
        }
        self._settings.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
        tool = java(self._jars, "kafka.tools.StorageTool", "format", "-t", _CLUSTER, "-c", self._settings, heap_mb=128)
        subprocess.run(tool, check=True, capture_output=True)

    def start_broker(self) -> subprocess.Popen[bytes]:
        """Start the broker's process."""
        broker = self.start("broker", java(self._jars, "kafka.Kafka", self._settings, heap_mb=320))
        self.wait_listening("broker", broker, self._port)
        return broker


def main() -> int:
    """Run a broker until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="kafka-") as folder, KafkaBroker(Path(folder)) as broker:
        until_ctrl_c(f"kafka://{broker.address}/TOPIC\nCtrl-C ends the broker.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
