"""openapi-generator's generator `go`, compiled with Debian's Go and its package of the one library that it needs."""

import shutil
from pathlib import Path

from tests.interop import openapi_generator
from tests.interop.tool import Command, Tool
from tests.sdk.conftest import run

LIBRARIES = Path("/usr/share/gocode")
OPTIONS = "enumClassPrefix=true,disallowAdditionalPropertiesIfNotPresent=false"


def missing() -> str | None:
    if not shutil.which("go") or not (LIBRARIES / "src" / "gopkg.in" / "validator.v2").is_dir():
        return "apt-get install golang-go golang-gopkg-validator.v2-dev"
    return openapi_generator.missing()


def build(folder: Path, document: Path) -> Command:
    source = openapi_generator.generate("go", document, folder, f"--additional-properties={OPTIONS}")
    packages = folder / "path" / "src"
    packages.mkdir(parents=True)
    shutil.move(source, packages / "openapi")
    (folder / "client.go").write_text(Path(__file__).with_name("client.go").read_text())
    settings = {"GO111MODULE": "off", "GOPATH": f"{folder / 'path'}:{LIBRARIES}", "GOTOOLCHAIN": "local"}
    run("go", "vet", "client.go", cwd=folder, **settings)
    run("go", "build", "client.go", cwd=folder, **settings)
    return [folder / "client"]


TOOL = Tool(
    name="openapi-generator `go`",
    version=openapi_generator.VERSION,
    language="Go",
    build=build,
    checks="go vet",
    setting=(
        f"`{OPTIONS}`: without the first option, enums of one package have equal names; without the second, members "
        "that a minor version adds are errors."
    ),
    missing=missing,
)
