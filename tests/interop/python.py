"""Makes environments for Python clients."""

from pathlib import Path

from tests.interop.tool import HERE, Command
from tests.sdk.conftest import PythonProject


def project(folder: Path, client: Path, *packages: str) -> Command:
    """Install packages into a new environment, and return the command that runs a client with them."""
    environment = PythonProject(folder).create()
    environment.pip("install", *packages)
    (folder / "client.py").write_text(client.read_text())
    for name in ("scenario.py", "steps.py"):
        (folder / name).write_text((HERE / name).read_text())
    return [environment.python, "client.py"]
