"""`python -m codegen.sdk --check` accepts what is committed, and reports every difference."""

import json
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from codegen.sdk.__main__ import main
from codegen.sdk.python import GenerationError, python_sdk

ROOT = Path(__file__).parents[2]


def test_committed_sdks_are_up_to_date(capsys: pytest.CaptureFixture[str]):
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_changed_bundle_and_stray_file_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    shutil.copytree(ROOT / "generated", tmp_path / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("openapi.json", "openapi.client.json"):
        document = tmp_path / "generated" / "served" / name
        assert "The tool that reported the alert." in document.read_text()
        changed = document.read_text().replace("The tool that reported the alert.", "What reported the alert.")
        document.write_text(changed)
    (tmp_path / "generated" / "sdk" / "python" / "stray.py").write_text("")
    assert main(["--check", "--root", str(tmp_path)]) == 1
    errors = capsys.readouterr().err
    assert "generated/sdk/python/stray.py is not generated: remove it\n" in errors
    for name in ("python/oneprotect_ticketing_client/models/alert_create.py", "typescript/schema.d.ts"):
        assert f"generated/sdk/{name} is out of date: run `python -m codegen.sdk`\n" in errors


def test_schema_that_the_generator_skips_is_an_error():
    document = json.loads((ROOT / "generated" / "served" / "openapi.client.json").read_text())
    document["components"]["schemas"]["TicketCreate"] = {"type": "array"}
    with pytest.raises(GenerationError, match="TicketCreate"):
        python_sdk(document)


def test_packages_contain_the_committed_files(packages: Path):
    (wheel,), (tarball,) = packages.glob("*.whl"), packages.glob("*.tgz")
    version = json.loads((ROOT / "generated" / "openapi.json").read_text())["info"]["version"]
    assert wheel.name == f"oneprotect_ticketing_client-{version}-py3-none-any.whl"
    assert tarball.name == f"oneprotect-ticketing-client-{version}.tgz"
    sdks = ROOT / "generated" / "sdk"
    with zipfile.ZipFile(wheel) as archive:
        packaged = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    package = sdks / "python" / "oneprotect_ticketing_client"
    sources = [path for path in package.rglob("*") if path.suffix in {".py", ".typed"}]
    assert packaged == {path.relative_to(sdks / "python").as_posix(): path.read_bytes() for path in sources}
    with tarfile.open(tarball) as archive:
        members = {member.name.removeprefix("package/"): archive.extractfile(member) for member in archive}
        unpacked = {name: file.read() for name, file in members.items() if file}
    typescript = sdks / "typescript"
    files = [path for path in typescript.rglob("*") if path.is_file()]
    assert unpacked == {path.relative_to(typescript).as_posix(): path.read_bytes() for path in files}


def test_package_and_check_exclude_each_other(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as error:
        main(["--package", "packages", "--check"])
    assert error.value.code == 2
    assert "not allowed with" in capsys.readouterr().err
