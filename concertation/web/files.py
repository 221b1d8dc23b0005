"""Answers that a browser keeps as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.reporting.printing import NoPrinter, pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(body: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with a file of that name."""
    return HttpResponse(
        body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def printed(request: HttpRequest, html: str, name: str) -> HttpResponse:
    """Answer with a page to print as a PDF of that name; where the server cannot make one, with the other
    forms in which the same is there."""
    try:
        return download(pdf(html), "application/pdf", name)
    except NoPrinter as missing:
        return render(request, "no_printer.html", {"reason": missing}, status=503)
