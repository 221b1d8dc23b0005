from concertation.cli import app

app()
