"""Labels of the themes, from ``data/themes.toml``."""

import tomllib
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "data" / "themes.toml"


@cache
def themes() -> dict[str, dict[str, object]]:
    """Return each theme's labels by language and its "goals", by slug."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def label(slug: str, lang: str) -> str:
    """Return the theme's name in `lang`, else in English; an unknown slug is its own name."""
    theme = themes().get(slug, {})
    return str(theme.get(lang) or theme.get("en") or slug)
