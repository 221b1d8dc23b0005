from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "concertation.reporting"
    label = "reporting"
