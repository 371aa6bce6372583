"""openapi-generator's generator `csharp` with the library `httpclient`, compiled and run with Debian's Mono.

`Libraries.cs` declares what is missing in Debian's Newtonsoft.Json 6, and Polly and JsonSubTypes, which Debian lacks.
"""

import shutil
from pathlib import Path

from tests.interop import openapi_generator
from tests.interop.tool import Command, Tool
from tests.sdk.conftest import run

ISSUES = "https://github.com/OpenAPITools/openapi-generator/issues"
JSON = Path("/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll")
REFERENCES = (
    "Microsoft.CSharp System.ComponentModel.DataAnnotations System.Net.Http System.Net.Http.WebRequest "
    "System.Runtime.Serialization System.Web"
).split()
# Mono does not know nullable references.
OPTIONS = "targetFramework=net48,conditionalSerialization=true,nullableReferenceTypes=false"


def missing() -> str | None:
    if not shutil.which("mcs") or not JSON.exists():
        return "apt-get install mono-mcs mono-runtime libnewtonsoft-json5.0-cil " + " ".join(
            f"libmono-{name.lower().replace('.', '-')}4.0-cil" for name in REFERENCES
        )
    return openapi_generator.missing()


def build(folder: Path, document: Path) -> Command:
    options = ["--library=httpclient", f"--additional-properties={OPTIONS}"]
    source = openapi_generator.generate("csharp", document, folder, *options) / "src" / "Org.OpenAPITools"
    for name in ("Client.cs", "Libraries.cs"):
        (folder / name).write_text(Path(__file__).with_name(name).read_text())
    shutil.copy(JSON, folder)
    references = [f"-r:{name}" for name in (JSON, *REFERENCES)]
    files = ["Client.cs", "Libraries.cs", *source.glob("**/*.cs")]
    run("mcs", "-langversion:experimental", "-out:client.exe", *references, *files, cwd=folder)
    return ["mono", "client.exe"]


TOOL = Tool(
    name="openapi-generator `csharp`, library `httpclient`",
    version=openapi_generator.VERSION,
    language="C#",
    build=build,
    checks="Mono's mcs, with declarations of ours instead of Polly and JsonSubTypes",
    setting=(
        f"`{OPTIONS}`, with which a PATCH contains only what was set. Set required members as properties too, because "
        f"the constructor does not mark them ([source]({ISSUES}/13128)). An enum cannot be both required and null "
        f"([source]({ISSUES}/21090)), so alerts without a verdict fail to parse."
    ),
    missing=missing,
)
