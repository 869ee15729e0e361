"""The wheel is complete, and works with the lowest versions that it declares, the newest, and every Python at hand."""

import functools
import http.server
import json
import re
import subprocess
import sys
import threading
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from briefing.data.loader import folder
from tests.tui.terminal import terminal

pytestmark = pytest.mark.installs

ROOT = Path(__file__).parents[2]
NEWEST_WITH_LOWEST = (3, 13)
"""The newest Python for which the lowest versions can be installed without a compiler."""


PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
SHARED = ("share/man/man1/briefing.1", "share/bash-completion/completions/briefing")
MOST_PACKAGES = 45


def lowest_versions() -> list[str]:
    """Return every declared dependency, pinned to the lowest version that it allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.sub(r"^([\w.-]+)>=([\w.]+).*$", r"\1==\2", words) for words in project["dependencies"]]


def run(*words: str | Path, folder: Path) -> str:
    """Run a command in `folder` and return what it printed; fail with its messages if it fails."""
    ran = subprocess.run([str(word) for word in words], cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{words}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of this checkout."""
    place = tmp_path_factory.mktemp("wheel")
    venv.create(place / "env", with_pip=True)
    run(place / "env/bin/pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT, folder=place)
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module", params=["lowest", "newest"])
def installed(request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel with the lowest or the newest versions, and return the command."""
    if request.param == "lowest" and sys.version_info[:2] > NEWEST_WITH_LOWEST:
        pytest.skip("the lowest versions have no wheels for this Python")
    place = tmp_path_factory.mktemp(request.param)
    (place / "pins.txt").write_text("\n".join(lowest_versions() if request.param == "lowest" else []), encoding="utf-8")
    venv.create(place / "env", with_pip=True)
    pip = (place / "env/bin/pip", "install", "--quiet", "--only-binary", ":all:", "--constraint", place / "pins.txt")
    run(*pip, wheel, folder=place)
    if request.param == "lowest":
        listed = json.loads(run(place / "env/bin/pip", "list", "--format", "json", folder=place))
        versions = {each["name"].casefold().replace("_", "-"): each["version"] for each in listed}
        assert all(versions[name] == version for name, version in (pin.split("==") for pin in lowest_versions()))
    return place / "env/bin/briefing"


@pytest.fixture(scope="module")
def feeds() -> Iterator[str]:
    """Serve the feeds of the demo, and return the address of their folder."""

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
            pass

    served = functools.partial(Silent, directory=str(folder("demo") / "feeds"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def pythons() -> list[str]:
    """Return the other supported versions of Python that are on this computer and can be started."""
    version = ("-c", "import sys, ensurepip; print(sys.version_info[:2])")
    found = []
    for name in PYTHONS:
        with suppress(OSError):
            ran = subprocess.run([name, *version], capture_output=True, text=True, check=False)
            if ran.returncode == 0 and ran.stdout.strip() != str(sys.version_info[:2]):
                found.append(name)
    return found


def test_the_wheel_has_everything_that_belongs_to_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        metadata = next(opened.read(name).decode() for name in names if name.endswith("/METADATA"))
    package = {name for name in names if name.startswith("briefing/")}
    data = (path for path in (ROOT / "briefing").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {str(path.relative_to(ROOT)) for path in data} <= package
    assert {f"briefing/themes/{path.name}" for path in (ROOT / "themes").glob("*.toml")} <= package
    assert [each for each in SHARED if not any(name.endswith(f".data/data/{each}") for name in names)] == []
    assert "Name: briefing-desk" in metadata
    for field in ("Summary", "License-Expression", "Author", "Project-URL", "Keywords", "Requires-Python"):
        assert f"\n{field}: " in metadata
    assert metadata.count("\nClassifier: ") > 10


@pytest.mark.parametrize("python", PYTHONS)
def test_every_other_python_installs_it_and_runs_the_demo(python: str, wheel: Path, tmp_path: Path) -> None:
    if python not in pythons():
        pytest.skip(f"{python} is not on this computer, or runs these tests")
    run(python, "-m", "venv", tmp_path / "env", folder=tmp_path)
    run(tmp_path / "env/bin/pip", "install", "--quiet", "--only-binary", ":all:", wheel, folder=tmp_path)
    listed = json.loads(run(tmp_path / "env/bin/pip", "list", "--format", "json", folder=tmp_path))
    assert len(listed) <= MOST_PACKAGES + 2, "pip and setuptools come on top"
    brief = run(tmp_path / "env/bin/briefing", "demo", "--brief", folder=tmp_path)
    assert brief.startswith("---\ntype: daily-brief\n")
    assert (tmp_path / "env" / SHARED[0]).exists()


def test_the_help_lists_the_commands(installed: Path, tmp_path: Path) -> None:
    assert "export-feeds" in run(installed, "--help", folder=tmp_path)


def test_the_demo_prints_its_brief(installed: Path, tmp_path: Path) -> None:
    brief = run(installed, "demo", "--brief", folder=tmp_path)
    assert brief.startswith("---\ntype: daily-brief\n")
    assert "**Key quotes**" in brief


def test_feeds_from_the_network_are_grouped(installed: Path, feeds: str, tmp_path: Path) -> None:
    manifest = json.loads((folder("demo") / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "urls").write_text("".join(f"{feeds}/{each['file']}\n" for each in manifest["feeds"]), encoding="utf-8")
    home = ("--home", tmp_path / "home", "--now", manifest["now"])
    run(installed, *home, "import", tmp_path / "urls", folder=tmp_path)
    run(installed, *home, "refresh", folder=tmp_path)
    threads = json.loads(run(installed, *home, "threads", "--json", folder=tmp_path))["threads"]
    assert max(thread["independent_count"] for thread in threads) > 4
    (tmp_path / "parts.md").write_text("## Bottom line\nThe terminal stays shut.\n", encoding="utf-8")
    run(installed, *home, "assess", manifest["now"][:10], "--file", tmp_path / "parts.md", folder=tmp_path)
    run(installed, *home, "brief", "--auto", "--lint", "--out", tmp_path / "brief.md", folder=tmp_path)
    run(installed, *home, "verify", tmp_path / "brief.md", folder=tmp_path)


def test_a_page_is_analysed(installed: Path, tmp_path: Path) -> None:
    page = (
        "<html><body><article><h1>Cranes stop</h1>"
        + (
            "<p>The cranes stopped on Thursday, the operator of the terminal told the port's council in a letter.</p>"
            "<p>“We will bring the cranes back in stages,” said Ilena Marsh, operations director of the terminal.</p>"
        )
        * 3
    )
    (tmp_path / "page.html").write_text(page + "</article></body></html>", encoding="utf-8")
    found = json.loads(run(installed, "analyse", tmp_path / "page.html", "--json", folder=tmp_path))
    assert "Ilena Marsh" in {quote["speaker"] for quote in found["quotes"]}


def test_the_reader_opens_and_closes(installed: Path) -> None:
    with terminal("demo", command=(str(installed),)) as shown:
        shown.wait_for("Velmar")
        shown.press("j")
        shown.press("b")
        shown.wait_for("✓ brief")
        shown.press("Q")
        assert shown.left() == 0
