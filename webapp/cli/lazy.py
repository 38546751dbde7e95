"""A group of commands that imports each when it is wanted, so that `--help` is quick."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class Lazy(click.Group):
    """Finds its commands by name; `found_at` has the `module:attribute` of each."""

    def __init__(self, *args: Any, found_at: Mapping[str, str], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._found_at = found_at

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return sorted(self._found_at)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, if there is one."""
        if cmd_name not in self._found_at:
            return None
        module, _, name = self._found_at[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command
