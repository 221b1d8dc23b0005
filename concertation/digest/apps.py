from django.apps import AppConfig


class DigestConfig(AppConfig):
    name = "concertation.digest"
    label = "digest"
