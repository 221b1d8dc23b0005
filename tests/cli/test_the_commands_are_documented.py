"""docs/commands.md names every command and every option."""

from pathlib import Path

import pytest
import typer

from concertation.cli import app

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
GROUP = typer.main.get_command(app)


def commands() -> list[str]:
    return sorted(GROUP.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", commands())
def test_a_command_has_its_part_of_the_page(name):
    assert f"\n## {name}\n" in PAGE


def test_the_page_names_no_option_that_is_not_there():
    there = {"--help", "--version"}
    for name in commands():
        command = GROUP.commands[name]  # type: ignore[attr-defined]
        parts = getattr(command, "commands", {"": command}).values()
        there |= {option for part in parts for parameter in part.params for option in parameter.opts}
    named = {option for word in PAGE.split() if (option := word.strip("`.,;:()")).startswith("--")}
    assert named <= there, named - there
