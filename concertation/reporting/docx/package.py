"""The zip file of a .docx: parts, their types and relationships. Nothing in it depends on the clock."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from concertation.reporting.docx.xml import DECLARATION

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""


@dataclass
class Package:
    """A .docx being put together."""

    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Content type and content by path."""
    relations: list[tuple[str, str]] = field(default_factory=list)
    """Type and target of what the document refers to."""

    def add_part(self, name: str, content: str, kind: str = "", type: str = "") -> str:
        """Add a part that the document refers to and return the id of the relationship; `type` is that of
        the content, where it is not the one of its kind."""
        kind = kind or name
        self.parts[f"word/{name}.xml"] = (type or f"{_WORD}.{kind}+xml", content)
        self.relations.append((f"{_OFFICE}/{kind}", f"{name}.xml"))
        return f"rId{len(self.relations)}"

    def add_document(self, content: str) -> None:
        self.parts["word/document.xml"] = (f"{_WORD}.document.main+xml", content)

    def add_properties(self, core: str, custom: str) -> None:
        self.parts["docProps/core.xml"] = (
            "application/vnd.openxmlformats-package.core-properties+xml",
            core,
        )
        self.parts["docProps/custom.xml"] = (
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            custom,
        )

    def content(self) -> bytes:
        """The bytes of the file."""
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for path, content in self._files():
                entry = zipfile.ZipInfo(path, _FIRST_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, content.encode("utf-8"))
        return file.getvalue()

    def _files(self) -> list[tuple[str, str]]:
        overrides = "".join(
            f'<Override PartName="/{path}" ContentType="{type}"/>' for path, (type, _c) in self.parts.items()
        )
        defaults = (
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
        )
        top = [
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
        ]
        return [
            ("[Content_Types].xml", f'{DECLARATION}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'),
            ("_rels/.rels", _relations(top)),
            *((path, content) for path, (_type, content) in self.parts.items()),
            ("word/_rels/document.xml.rels", _relations(self.relations)),
        ]


def _relations(relations: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{type}" Target="{target}"/>'
        for number, (type, target) in enumerate(relations, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'
