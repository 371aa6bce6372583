"""The command line itself: the overview, the help of each command, and the report of failures."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from handlers.cli.commands import token as token_command
from handlers.cli.main import COMMANDS, Command, Commands
from handlers.runtime.identity import tokens


@pytest.mark.parametrize("name", COMMANDS)
def test_overview_shows_the_first_sentence_of_each_help(name: str):
    listed = Commands().commands[name]
    assert isinstance(listed, Command)
    help_text = typer.main.get_group(listed.module.app).commands[name].help
    assert (help_text or "").split("\n\n")[0] == listed.help


@pytest.mark.parametrize("name", [*sorted(COMMANDS.keys() - {"tenant", "conformance"}), "tenant add"])
def test_help_has_an_example(oneprotect, name: str):
    result = oneprotect(*name.split(), "--help")
    assert result.status == 0
    _, label, example = " ".join(result.output.split()).partition("Example: ")
    assert label
    assert f"oneprotect {name}" in example


def test_overview_imports_no_command():
    code = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from handlers.cli.main import main; main()"
    )
    result = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    overview, _, modules = result.stdout.rstrip().rpartition("\n")
    assert "conformance" in overview
    assert {"pydantic", "asyncpg", "nats", "fastapi", "uvloop", "httpx", "asyncio"}.isdisjoint(modules.split())


def test_unknown_command_suggests_a_similar_one(oneprotect):
    result = oneprotect("tokn")
    assert result.status == 2
    assert "Did you mean 'token'?" in result.error


def test_bug_keeps_its_traceback(oneprotect, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(token_command, "local_token", lambda *_: {}["bug"])
    with pytest.raises(KeyError):
        oneprotect("token", "--role", "analyst")


def test_closed_output_ends_silently(oneprotect, monkeypatch: pytest.MonkeyPatch):
    def closed(*_: object, **__: object) -> str:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(tokens, "sign_token", closed)
    result = oneprotect("token", "--role", "analyst")
    assert (result.status, result.output, result.error) == (1, "", "")


def test_token_is_all_that_is_printed(oneprotect):
    result = oneprotect("token", "--role", "analyst", "--subject", "ann")
    assert (result.status, result.error) == (0, "")
    assert result.output.count(".") == 2
    assert result.output == result.output.strip() + "\n"


@pytest.mark.parametrize("arguments", [["token", "--role", "analyst"], ["ingest", "/dev/null"]])
def test_folder_without_state_is_named_and_not_created(
    oneprotect, tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    result = oneprotect(*arguments, HOME=".oneprotect")
    assert (result.status, result.output, result.error.count("\n")) == (1, "", 1)
    assert result.error.startswith(f"oneprotect: {tmp_path / 'empty' / '.oneprotect'} has no signing key")
    assert "run this command in the folder where `oneprotect up` was started, or set ONEPROTECT_HOME" in result.error
    assert ("or use --token-file and --url" in result.error) is (arguments[0] == "ingest")
    assert list((tmp_path / "empty").iterdir()) == []


def test_token_file_and_url_need_no_state(oneprotect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    (tmp_path / "token").write_text("a.b.c")
    result = oneprotect(
        *("ingest", "/dev/null", "--token-file", str(tmp_path / "token"), "--url", "http://127.0.0.1:1"),
        HOME=".oneprotect",
    )
    assert (result.status, result.error) == (0, "")
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "settings", "message"),
    [
        (["token", "--role", "boss"], {}, "'boss' is not a role: use one of"),
        (["token", "--role", "analyst", "--tenant", "A B"], {}, "'A B' is not a valid tenant name: use"),
        (["token", "--role", "analyst"], {"PORT": "x"}, "ONEPROTECT_PORT: "),
        (["token", "--role", "analyst"], {"ALLOWED_HOSTS": "a"}, "ONEPROTECT_ALLOWED_HOSTS: write it as a JSON list"),
        (["token", "--role", "analyst"], {"HOME": "/dev/null/home"}, "/dev/null/home"),
        (["api"], {}, "ONEPROTECT_DATABASE_URL is not set"),
        (["relay"], {}, "ONEPROTECT_BACKGROUND_DATABASE_URL is not set"),
        (["worker"], {}, "ONEPROTECT_DATABASE_URL is not set"),
        (["migrate"], {}, "ONEPROTECT_MIGRATION_DATABASE_URL is not set"),
        (["redact"], {}, "`oneprotect up` is not running"),
        (["tenant", "add", "acme"], {}, "`oneprotect up` is not running"),
        (["events"], {}, "`oneprotect up` is not running"),
        (["up"], {"DATABASE_URL": "postgresql://host/db"}, "ONEPROTECT_BACKGROUND_DATABASE_URL is not: set it"),
    ],
)
def test_missing_or_invalid_setting_is_reported_in_one_line(
    oneprotect, monkeypatch: pytest.MonkeyPatch, arguments: list[str], settings: dict[str, str], message: str
):
    monkeypatch.setattr("handlers.cli.commands.up.stop_with_parent", lambda: None)
    result = oneprotect(*arguments, **settings)
    assert (result.status, result.output, result.error.count("\n")) == (1, "", 1)
    assert result.error.startswith("oneprotect: ")
    assert message in result.error


@pytest.mark.parametrize("content", [b"", b"two words", b"\xff"])
def test_file_without_a_token_is_reported(oneprotect, tmp_path: Path, content: bytes):
    file = tmp_path / "token"
    file.write_bytes(content)
    result = oneprotect("ingest", "suricata", str(file), "--token-file", str(file))
    assert (result.status, result.output) == (1, "")
    assert result.error == f"oneprotect: {file} does not contain a token: write one token to it, and nothing else.\n"


@pytest.mark.parametrize(
    "arguments", [["token", "--role", "analyst", "--hours", "nan"], ["ingest", "/dev/null", "--retry-for", "nan"]]
)
def test_option_that_is_not_a_number_is_rejected(oneprotect, arguments: list[str]):
    result = oneprotect(*arguments)
    assert (result.status, result.output) == (2, "")
    assert f"Invalid value for '{arguments[-2]}': nan is not a number." in result.error
