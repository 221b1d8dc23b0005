from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "concertation.review"
    label = "review"

    def ready(self) -> None:
        from concertation.register.merging.absorbing import DERIVED
        from concertation.review.models import Likeness

        DERIVED.add(Likeness)
