"""Answers that a browser keeps as a file."""

from __future__ import annotations

from django.http import HttpResponse

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(body: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with a file of that name."""
    return HttpResponse(
        body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
