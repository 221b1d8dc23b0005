from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "concertation.reporting"
    label = "reporting"

    def ready(self) -> None:
        from concertation.digest.news import SOURCES
        from concertation.reporting.news import news_of_cycles

        if news_of_cycles not in SOURCES:
            SOURCES.append(news_of_cycles)
