"""The mail that carries an invitation."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from concertation.accounts.models import Invitation


def send(invitation: Invitation, link: str) -> None:
    """Mail the link, in the language of the invitation. Answers go to who invites.

    Raises `OSError` where the mail server does not take it (`smtplib.SMTPException` is one).
    """
    by = invitation.invited_by
    with translation.override(invitation.language):
        text = render_to_string(
            "invitations/mail.txt",
            {"invitation": invitation, "organizations": invitation.organizations.all(), "link": link},
        )
        EmailMessage(
            subject=_("Invitation to Concertation, the register of international cooperation"),
            body=text,
            to=[invitation.email],
            reply_to=[by.email] if by else [],
        ).send()
