from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "concertation.web"
    label = "web"
