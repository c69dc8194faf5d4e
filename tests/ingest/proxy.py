"""A proxy on loopback that leads every name to sites of ours."""

from __future__ import annotations

import socket
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

from tests.ingest.site import Site


class Proxy(ThreadingTCPServer):
    """A proxy that leads every name to one site, and names at port 443 to another, if there is one."""

    daemon_threads = True
    plain: int = 0
    secure: int | None = None
    asked: list[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Relay(BaseRequestHandler):
    """One connection to the proxy: its first request decides where it leads."""

    def handle(self) -> None:
        server = self.server
        assert isinstance(server, Proxy)
        head = self.request.recv(65_536)
        method, target, _ = head.split(b"\r\n", 1)[0].split(b" ")
        server.asked.append(f"{method.decode()} {target.decode()}")
        is_tunnel = method == b"CONNECT"
        port = server.secure if is_tunnel else server.plain
        if port is None:
            self.request.sendall(b"HTTP/1.1 502 No such host\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", port)) as onward, ThreadPoolExecutor(2) as pool:
            if is_tunnel:
                self.request.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            else:
                path = urlsplit(target.decode()).path
                onward.sendall(head.replace(target, path.encode(), 1))
            wait([pool.submit(_pump, self.request, onward), pool.submit(_pump, onward, self.request)])


def _pump(source: socket.socket, to: socket.socket) -> None:
    try:
        while data := source.recv(65_536):
            to.sendall(data)
        to.shutdown(socket.SHUT_WR)
    except OSError:
        return


@contextmanager
def leading_to(site: Site) -> Generator[Proxy]:
    """A proxy that leads every name to a site, and none at port 443 anywhere until told where."""
    with Proxy(("127.0.0.1", 0), _Relay) as server:
        server.plain = urlsplit(site.url).port or 0
        server.asked = []
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
