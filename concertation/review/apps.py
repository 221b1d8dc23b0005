from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "concertation.review"
    label = "review"
