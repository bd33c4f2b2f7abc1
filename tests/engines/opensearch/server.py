"""A server that answers as a cluster would, one answer after the other."""

import json
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FakeNode:
    """A node; `answers` are pairs of status and body, the last of which is given for ever."""

    def __init__(self, answers, certificate=None):
        self.answers = list(answers)
        self.asked = []
        self._lock = threading.Lock()
        node = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with node._lock:
                    node.asked.append((self.command, self.path, dict(self.headers), body))
                    status, answer = node.answers[0]
                    if len(node.answers) > 1:
                        node.answers.pop(0)
                content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_PUT = do_DELETE = do_POST  # noqa: N815

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
            self._server.handle_error = lambda *_: None  # clients that do not believe it hang up
        self.host = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def nodes(*answers, certificate=None):
    """Nodes that answer; and in `opensearch://HOST,HOST` where they are."""
    running = [FakeNode(of_node, certificate) for of_node in answers]
    try:
        yield running
    finally:
        for node in running:
            node.close()
