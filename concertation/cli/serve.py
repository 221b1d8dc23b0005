"""`concert serve`: the site."""

from typing import Annotated

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import stop


def command(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    threads: Annotated[int, typer.Option(help="Requests answered at the same time.")] = 4,
    no_read: Annotated[
        bool, typer.Option("--no-read", help="Do not read added files; leave that to: concert work.")
    ] = False,
) -> None:
    """Serve the site until stopped with Ctrl-C, and read the files that are added on its pages.

    Example:

      concert serve --port 8080
    """
    open_register()
    from waitress.server import create_server

    from concertation.cli.reader import Reader
    from concertation.web.wsgi import application

    try:
        server = create_server(application, host=host, port=port, threads=threads)
    except OSError as error:
        stop(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port with --port.")
    typer.echo(f"Concertation is at http://{host}:{port}/  (Ctrl-C stops it)", err=True)
    if no_read:
        server.run()
        return
    with Reader():
        server.run()
