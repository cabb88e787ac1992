# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A server of its own with workers, for benches of many at once."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

from odoo import tools

SERVER = Path(__file__).parent / "odoo_server.py"
PATIENCE = 120  # seconds


def get_free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(database, workers, *arguments, environ=None):
    """Yield (process, address) of a server with workers on a database."""
    ports = [get_free_port() for _port in range(2)]
    command = [
        *(sys.executable, str(SERVER), "server"),
        *("-c", tools.config["config"], "-d", database),
        f"--db-filter=^{database}$",
        f"--workers={workers}",
        "--max-cron-threads=0",
        "--http-interface=127.0.0.1",
        f"--http-port={ports[0]}",
        f"--gevent-port={ports[1]}",
        "--log-level=warn",
        *arguments,
    ]
    # the clients share the cores, and no proxy reads their requests at once
    patience = {"ODOO_HTTP_SOCKET_TIMEOUT": "60"}
    environ = {**os.environ, **patience, **(environ or {})}
    with subprocess.Popen(command, env=environ, start_new_session=True) as server:
        try:
            yield server, f"http://127.0.0.1:{ports[0]}"
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


def wait_for_answer(server, url):
    """Wait until a server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):
                return
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")
