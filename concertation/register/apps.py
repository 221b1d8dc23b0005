from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "concertation.register"
    label = "register"
