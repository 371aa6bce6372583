"""A release never changes, and the contract that follows it breaks clients only under a new major version."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.__main__ import main as codegen
from codegen.contract.breaking import compare
from codegen.contract.corrections import corrections, uncorrected
from codegen.contract.release import BUNDLES, compare_with_release, last_release, version_of
from codegen.contract.release import main as release
from codegen.generate import GENERATED, RELEASED

ROOT = Path(__file__).parents[2]
TEXTS = {GENERATED / name: (ROOT / GENERATED / name).read_text() for name in BUNDLES}
VERSIONS = "info.version in specs/openapi.yaml and specs/asyncapi.yaml"
LAST = str(last_release(ROOT))
Json = dict[str, Any]
Change = Callable[[Json, Json], Any]


def texts_of(root: Path, folder: Path) -> dict[Path, str]:
    return {GENERATED / name: (root / folder / name).read_text() for name in BUNDLES}


def errors(change: Change, texts: dict[Path, str] = TEXTS) -> list[str]:
    """Compare bundles with the last release after a change of the OpenAPI and the AsyncAPI document."""
    openapi, asyncapi = (json.loads(text) for text in texts.values())
    change(openapi, asyncapi)
    return compare_with_release(ROOT, dict(zip(texts, map(json.dumps, (openapi, asyncapi)), strict=True)))


def set_version(version: str) -> Change:
    return lambda openapi, asyncapi: [bundle["info"].update(version=version) for bundle in (openapi, asyncapi)]


def test_current_contract_follows_the_last_release():
    assert compare_with_release(ROOT, TEXTS) == []


def test_releases_have_both_bundles_with_their_version():
    folders = sorted((ROOT / RELEASED).iterdir())
    assert folders
    for folder in folders:
        assert sorted(path.name for path in folder.iterdir()) == sorted(BUNDLES)
        assert {json.loads((folder / name).read_text())["info"]["version"] for name in BUNDLES} == {folder.name}


def test_break_is_reported_with_advice():
    lines = errors(lambda openapi, _: openapi["paths"].pop("/me"))
    assert lines[0] == "BREAKS  GET /me: the operation was removed"
    assert lines[1].startswith(
        f"1 breaking since {LAST}: revert them, or raise info.version in specs/openapi.yaml and "
    )


def test_corrections_are_accepted_breaks_with_a_decision_record():
    released = {name: json.loads((ROOT / RELEASED / LAST / name).read_text()) for name in BUNDLES}
    findings = [item for name in BUNDLES for item in compare(released[name], json.loads(TEXTS[GENERATED / name]))]
    accepted = corrections(ROOT, LAST)
    assert accepted
    for correction in accepted:
        assert list((ROOT / "docs" / "adr").glob(f"{correction.decision}-*.md"))
    assert uncorrected(findings, []) != []
    assert uncorrected(findings, accepted) == []


def test_break_beside_a_correction_and_correction_without_a_break_are_reported(
    project: Path, edit: Callable[[str, str, str], int]
):
    edit("specs/corrections.yaml", "POST /assets body.name", "POST /assets body.no_such_member")
    lines = compare_with_release(project, TEXTS)
    assert [line for line in lines if line.startswith(("BREAKS", "UNUSED"))] == [
        "BREAKS  POST /assets body.name: x-text was None and is line",
        "UNUSED  POST /assets body.no_such_member: specs/corrections.yaml lists x-text, which breaks nothing",
    ]


def test_break_of_an_event_is_reported():
    lines = errors(lambda _, asyncapi: asyncapi["channels"]["ticket_linked"].update(address="elsewhere"))
    assert lines[0].startswith("BREAKS  send oneprotect.ticket.linked.{tenant}.{ticket}")


def test_addition_under_a_higher_version_is_accepted():
    def add(openapi: Json, asyncapi: Json) -> None:
        set_version("1.99.0")(openapi, asyncapi)
        openapi["paths"]["/new"] = openapi["paths"]["/me"]

    assert errors(add) == []


def test_unchanged_release_is_accepted():
    assert compare_with_release(ROOT, texts_of(ROOT, RELEASED / LAST)) == []


def test_difference_under_a_released_version_is_reported_with_advice():
    released = texts_of(ROOT, RELEASED / LAST)
    lines = errors(lambda openapi, _: openapi["info"].update(summary="reworded"), released)
    major, minor, patch = map(int, LAST.split("."))
    assert lines[0] == "DIFFERS  openapi.json /info/summary"
    assert lines[1:] == [
        (
            f"1 different from the released {LAST} under the same version: raise {VERSIONS}, "
            f"to {major}.{minor}.{patch + 1} for wording or {major}.{minor + 1}.0 for additions"
        ),
    ]
    lines = errors(lambda _, asyncapi: asyncapi["channels"].update({f"a/{n}": {} for n in range(9)}), released)
    assert lines[:2] == ["DIFFERS  asyncapi.json /channels/a~10", "DIFFERS  asyncapi.json /channels/a~11"]
    assert lines[5].startswith(f"9 different from the released {LAST}")


def test_version_must_be_valid_and_must_not_decrease():
    assert "older than the released" in errors(set_version("0.9.9"))[0]
    assert "is not MAJOR.MINOR.PATCH" in errors(set_version("1.0"))[0]
    assert "the contract has one version" in errors(lambda openapi, _: openapi["info"].update(version="9.9.9"))[0]


def test_versions_are_ordered_as_numbers(tmp_path: Path):
    assert last_release(tmp_path) is None
    for version in ("1.9.0", "1.10.0", "drafts"):
        (tmp_path / "specs" / "released" / version).mkdir(parents=True)
    assert last_release(tmp_path) == "1.10.0"


def test_break_fails_the_check_and_the_release_until_the_major_version_is_raised(
    project: Path, edit: Callable[[str, str, str], int], capsys: pytest.CaptureFixture[str]
):
    root = ["--root", str(project)]
    major = f"{int(LAST.partition('.')[0]) + 1}.0.0"
    edit("specs/openapi.yaml", "maximum: 100\n        default: 50", "maximum: 60\n        default: 50")
    assert codegen(["--check", *root]) == 1
    broken = capsys.readouterr().err
    assert "\nBREAKS  GET /tickets query limit: maximum was 100 and is 60\n" in broken
    assert release(root) == 1
    assert broken.endswith(capsys.readouterr().err)
    for name in ("openapi.yaml", "asyncapi.yaml"):
        edit(f"specs/{name}", f"version: {version_of(TEXTS)}", f"version: {major}")
    assert release(root) == 0, capsys.readouterr().err
    assert last_release(project) == major
    assert compare_with_release(project, texts_of(project, RELEASED / major)) == []
    assert release(root) == 1
    assert capsys.readouterr().err == (f"specs/released/{major} exists, and releases never change: raise {VERSIONS}\n")
