import pytest

from briefing.model.errors import UsageError
from briefing.services.browser import browser_command

URL = "https://paper.example/a?b=c&d"


@pytest.fixture(autouse=True)
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("BROWSER", raising=False)


@pytest.mark.parametrize("browser", ["w3m", "lynx -nopause", "/usr/bin/links2", "my-script %s", "env LANG=C elinks"])
def test_a_browser_that_may_draw_on_the_terminal_gets_it(browser: str) -> None:
    command = browser_command(URL, browser)
    assert command.needs_terminal
    assert command.words[-1] == URL


@pytest.mark.parametrize("browser", ["firefox", "/opt/bin/chromium --incognito", "xdg-open %s"])
def test_a_graphical_browser_does_not(browser: str) -> None:
    assert not browser_command(URL, browser).needs_terminal


@pytest.mark.parametrize("browser", ["my-opener %s &", "my-opener &"])
def test_a_command_in_the_background_does_not(browser: str) -> None:
    command = browser_command(URL, browser)
    assert not command.needs_terminal
    assert command.words == ("my-opener", URL)


def test_the_settings_come_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "w3m:firefox")
    assert browser_command(URL).words == ("w3m", URL)
    assert browser_command(URL, "firefox").words == ("firefox", URL)


def test_a_command_of_the_settings_may_have_a_colon() -> None:
    command = browser_command(URL, "my-script --at 127.0.0.1:8080 %s")
    assert command.words == ("my-script", "--at", "127.0.0.1:8080", URL)


def test_without_a_desktop_every_browser_may_need_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert browser_command(URL, "xdg-open").needs_terminal


def test_an_address_that_is_not_one_of_the_web_is_refused() -> None:
    with pytest.raises(UsageError):
        browser_command("file:///etc/passwd", "w3m")
