"""Who visits the site while `bench.load` measures it: see there. Read by locust, which makes many of them.

A visitor looks at pages as people do: at some much more often than at others, a few seconds at each. Pages
and sign-in come through the environment (`BENCH_PAGES`: address, name and weight; `BENCH_COOKIES`).
"""

import json
import os
import random

from locust import HttpUser, between, task

PAGES = json.loads(os.environ.get("BENCH_PAGES", "[]"))
COOKIES = json.loads(os.environ.get("BENCH_COOKIES", "[]"))


class Visitor(HttpUser):
    """Somebody who is signed in as one of those there are, or not at all."""

    wait_time = between(0.5, 2)

    def on_start(self) -> None:
        cookie = random.choice(COOKIES)
        if cookie:
            self.client.cookies.set("sessionid", cookie)

    @task
    def look(self) -> None:
        """Ask for one page and all that a browser would keep of it already left out."""
        page = random.choices(PAGES, [page["weight"] for page in PAGES])[0]
        with self.client.get(page["address"], name=page["name"], catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
