"""openapi-generator's generator `ruby`, run with Debian's Ruby and Typhoeus."""

import shutil
from pathlib import Path

from tests.interop import openapi_generator
from tests.interop.tool import Command, Tool
from tests.sdk.conftest import run

GEMS = Path("/usr/share/rubygems-integration/all/gems")
RUBY = ["ruby", "-I", "source/lib"]


def missing() -> str | None:
    if not shutil.which("ruby") or not any(GEMS.glob("typhoeus-*")):
        return "apt-get install ruby ruby-typhoeus"
    return openapi_generator.missing()


def build(folder: Path, document: Path) -> Command:
    openapi_generator.generate("ruby", document, folder, "--library=typhoeus")
    (folder / "client.rb").write_text(Path(__file__).with_name("client.rb").read_text())
    run(
        *RUBY,
        "-e",
        'require "openapi_client"; OpenapiClient.constants.each { OpenapiClient.const_get(_1) }',
        cwd=folder,
    )
    return [*RUBY, "client.rb"]


TOOL = Tool(
    name="openapi-generator `ruby`",
    version=openapi_generator.VERSION,
    language="Ruby",
    build=build,
    checks="every class is loaded; the models validate each value",
    setting=(
        "`config.params_encoding = :multi`, because Typhoeus puts brackets after repeated parameters otherwise, and a "
        "`DateTime` instead of a `Time`, whose JSON is not RFC 3339."
    ),
    missing=missing,
)
