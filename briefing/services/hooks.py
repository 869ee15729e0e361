"""Hooks: commands of the user that run if a rule matches a thread. They get no secrets and no shell."""

import os
import shlex
from collections.abc import Mapping

from briefing.model.rule import Rule
from briefing.model.watch import HookResult
from briefing.services.user_commands import run_command

HOOK_SECONDS = 30.0
"""How long a hook may run."""
MOST_OUTPUT = 16_000
"""The most bytes of its output that are kept."""
_PASSED_ON = frozenset(
    (
        *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR", "DISPLAY"),
        *("WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"),
    )
)


def hook_of(rule: Rule, hooks: Mapping[str, str]) -> str:
    """Return the command for a rule, found by its name or its id; "" if there is none."""
    named = {name.casefold(): command for name, command in hooks.items()}
    return named.get(rule.name.casefold()) or named.get(rule.reference.casefold()) or ""


def passed_on(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the part of the environment that a hook gets: what a program needs to start, and no tokens or keys."""
    return {name: value for name, value in environment.items() if name in _PASSED_ON or name.startswith("LC_")}


async def run_hook(command: str, words: str) -> HookResult:
    """Run a hook with `words` as its input, and return how it ended; a hook that fails raises nothing."""
    try:
        ran = await run_command(
            shlex.split(command), words, environment=passed_on(), seconds=HOOK_SECONDS, most_bytes=MOST_OUTPUT
        )
    except (OSError, ValueError) as error:
        return HookResult(command, problem=f"the command cannot be started: {getattr(error, 'strerror', error)}")
    if ran.stopped:
        return HookResult(command, problem=f"the command was stopped after {HOOK_SECONDS:.0f} seconds")
    return HookResult(command, ran.code, (ran.output + ran.error).strip())
