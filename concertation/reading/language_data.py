"""Read the data files of one language: ``languages/<code>/<name>.toml``."""

import tomllib
from pathlib import Path
from typing import Any

LANGUAGES = Path(__file__).parent / "languages"


class LanguageError(Exception):
    """A language has no data, or a data file breaks a rule; the message names the file and what to do."""


def read_data(code: str, name: str) -> dict[str, Any]:
    """Return the contents of ``languages/<code>/<name>.toml``.

    Raises `LanguageError` where the language or the file is absent, or the file is no TOML.
    """
    path = LANGUAGES / code / f"{name}.toml"
    if not path.parent.is_dir():
        known = ", ".join(available())
        raise LanguageError(
            f"No data for the language {code!r}: there is {known}. Add the folder {path.parent.name}."
        )
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LanguageError(
            f"The language {code!r} has no {path.name}: copy one from another language."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(f"{code}/{path.name} is no valid TOML: {error}.") from error


def has_data(code: str, name: str) -> bool:
    """Whether there is ``languages/<code>/<name>.toml``."""
    return (LANGUAGES / code / f"{name}.toml").is_file()


def available() -> list[str]:
    """Return the codes of the languages that have a folder of data."""
    return sorted(
        folder.name for folder in LANGUAGES.iterdir() if folder.is_dir() and any(folder.glob("*.toml"))
    )
