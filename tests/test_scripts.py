# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The commands say what they do, and give one clear line when they cannot do it."""

import json
import re
import stat
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
COMMANDS = [
    *("setup", "demo", "test", "lint", "shell"),
    *("bench", "import", "prove", "i18n"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help(run, command):
    done = run(f"scripts/{command}", "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: scripts/{command}")
    assert "shellcheck source" not in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_unknown_option_is_one_line(run, command):
    done = run(f"scripts/{command}", "--nonsense", "nonsense", "nonsense")
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "ERROR" in done.stderr


def test_every_command_is_there_and_executable():
    found = {
        path.name
        for path in (REPO / "scripts").iterdir()
        if path.is_file() and path.stat().st_mode & stat.S_IXUSR
    }
    assert found == set(COMMANDS)
    assert (REPO / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def test_no_host_is_named():
    """The machine's own mirror and registries are used, whatever they are."""
    paths = [path for path in (REPO / "scripts").rglob("*") if path.is_file()]
    paths += [REPO / "package-lock.json", REPO / "requirements.txt"]
    for path in paths:
        if "__pycache__" in path.parts:
            continue
        lines = path.read_text().splitlines()
        for line in lines:
            if "www.gnu.org/licenses" in line or '"url": ' in line:
                continue
            hosts = re.findall(r"https?://([\w.-]+)", line)
            assert set(hosts) <= {"127.0.0.1", "localhost"}, f"{path}: {line}"
        assert "resolved" not in path.read_text() or path.suffix != ".json"


def test_import_without_folder(run, tmp_path):
    done = run("scripts/import")
    assert done.returncode == 1
    assert "which folder?" in done.stderr
    done = run("scripts/import", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "no such folder" in done.stderr


def test_database_names_are_checked(run, tmp_path):
    for command in (["prove"], ["import", tmp_path], ["demo"]):
        done = run(f"scripts/{command[0]}", *command[1:], "--database", 'x"; DROP')
        assert done.returncode == 1
        assert "not a database name" in done.stderr


def test_old_python_is_one_line(run, tmp_path):
    """No Python that is recent enough: said at once, before anything is fetched."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "dirname", "cat", "mkdir", "date", "flock"):
        (tools / name).symlink_to(Path("/usr/bin") / name)
    done = run(
        "scripts/setup",
        PATH=str(tools),
        DISTRIBUTION_ENV=str(tmp_path / "env"),
        PYTHON="",
    )
    assert done.returncode == 1
    assert "no Python 3.11 or later" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_wrong_odoo_source_is_one_line(run, tmp_path):
    done = run(
        "scripts/setup",
        ODOO_SOURCE=str(tmp_path / "missing"),
        DISTRIBUTION_ENV=str(tmp_path / "env"),
    )
    assert done.returncode == 1
    assert "ODOO_SOURCE is no folder" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_unwritable_environment_is_one_line(run, tmp_path):
    (tmp_path / "file").write_text("")
    done = run("scripts/setup", DISTRIBUTION_ENV=str(tmp_path / "file" / "env"))
    assert done.returncode == 1
    assert "cannot write to" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_setup_again_does_nothing(run):
    done = run("scripts/setup")
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_package_lock_matches_package():
    package = json.loads((REPO / "package.json").read_text())
    lock = json.loads((REPO / "package-lock.json").read_text())["packages"][""]
    for key in ("dependencies", "devDependencies"):
        assert package[key] == lock[key]


def test_requirements_are_pinned():
    for name in ("requirements.txt", "test-requirements.txt"):
        for line in (REPO / name).read_text().splitlines():
            assert re.fullmatch(r"#.*|[\w.-]+==[\w.+!-]+", line), line


def test_environment_is_ignored_by_git(run):
    if not (REPO / ".git").exists():
        pytest.skip("not a git clone")
    assert run("git", "check-ignore", "-q", ".local/x").returncode == 0
