"""openapi-generator's generator `java` with the library `native`, which sends requests with the JDK's HttpClient.

javac is Debian's. Jackson comes out of the generator's own jar, and the annotations from Debian. Neither has the
library for nullable members, hence `openApiNullable=false`.
"""

import importlib.util
import shutil
from pathlib import Path

from tests.interop import openapi_generator
from tests.interop.tool import Command, Tool
from tests.sdk.conftest import run

ANNOTATIONS = Path("/usr/share/java/jakarta-annotation-api.jar")
# Requests with many parameters have builders.
OPTIONS = "openApiNullable=false,useJakartaEe=true,useSingleRequestParameter=true"


def missing() -> str | None:
    if not shutil.which("javac") or not ANNOTATIONS.exists():
        return "apt-get install openjdk-17-jdk-headless libjakarta-annotation-api-java"
    return openapi_generator.missing()


def build(folder: Path, document: Path) -> Command:
    source = openapi_generator.generate(
        "java", document, folder, "--library=native", f"--additional-properties={OPTIONS}"
    )
    (folder / "Client.java").write_text(Path(__file__).with_name("Client.java").read_text())
    package = importlib.util.find_spec("openapi_generator_cli")
    assert package is not None
    assert package.origin is not None
    libraries = f"{Path(package.origin).with_name('openapi-generator.jar')}:{ANNOTATIONS}"
    files = source.glob("src/main/**/*.java")
    run("javac", "-proc:none", "-nowarn", "-d", "classes", "-cp", libraries, "Client.java", *files, cwd=folder)
    return ["java", "-cp", f"classes:{libraries}", "Client"]


TOOL = Tool(
    name="openapi-generator `java`, library `native`",
    version=openapi_generator.VERSION,
    language="Java",
    build=build,
    checks="javac",
    setting=(
        f"the test uses `{OPTIONS}`. With the library jackson-databind-nullable, leave out the first option: it "
        "distinguishes null from absent."
    ),
    missing=missing,
)
