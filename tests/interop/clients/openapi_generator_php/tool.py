"""openapi-generator's generator `php`, run with Debian's PHP and Guzzle."""

import shutil
from pathlib import Path

from tests.interop import openapi_generator
from tests.interop.tool import Command, Limit, Tool
from tests.sdk.conftest import run

ISSUE = "https://github.com/OpenAPITools/openapi-generator/issues/1206"
REASON = (
    "a union is one class with the members of all variants, and its discriminator has the values of the last variant"
)
LIBRARIES = Path("/usr/share/php")


def missing() -> str | None:
    if not shutil.which("php") or not (LIBRARIES / "GuzzleHttp" / "Client.php").is_file():
        return "apt-get install php-cli php-curl php-mbstring php-guzzlehttp-guzzle"
    return openapi_generator.missing()


def build(folder: Path, document: Path) -> Command:
    source = openapi_generator.generate("php", document, folder)
    (folder / "client.php").write_text(Path(__file__).with_name("client.php").read_text())
    for file in [folder / "client.php", *source.glob("lib/**/*.php")]:
        run("php", "-l", file, cwd=folder)
    return ["php", "-d", "display_errors=stderr", "-d", "error_reporting=E_ALL", "client.php"]


TOOL = Tool(
    name="openapi-generator `php`",
    version=openapi_generator.VERSION,
    language="PHP",
    build=build,
    checks="php -l; the models validate each value",
    limits={
        "link": Limit(REASON, ISSUE, "Invalid value for enum '\\OpenAPI\\Client\\Model\\ExternalReferenceLinkType'"),
        "timeline": Limit(REASON, ISSUE, "Invalid value for enum '\\OpenAPI\\Client\\Model\\UnlinkedEntryKind'"),
    },
    missing=missing,
)
