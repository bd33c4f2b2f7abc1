"""Somebody who asks an application, without a network."""

from contextlib import contextmanager

from starlette.testclient import TestClient

from searchnews.serve.app import Application


@contextmanager
def visitor(index, settings=None):
    """A client of an application over an index; it follows no redirections."""
    application = Application(index, settings)
    client = TestClient(
        application,
        base_url="http://127.0.0.1:8080",
        follow_redirects=False,
        headers={"accept-language": "fr"},
    )
    client.application = application
    try:
        yield client
    finally:
        client.close()
        application.close()
