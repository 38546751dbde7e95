"""`python -m webapp`: the `savepoint` command from a checkout that is not installed."""

from webapp.cli.main import cli

cli(prog_name="savepoint")
