"""The socket the web listens on, opened before anything else is started."""

from __future__ import annotations

import errno
import socket

from webapp.config import SettingError

BACKLOG = 512


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises SettingError with what to do where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Connections inherit it. Gunicorn sets it too, but too late for those made while it starts: 40 ms an answer.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (TypeError, UnicodeError) as error:  # a name that cannot be encoded is either, as its length has it
        listener.close()
        raise SettingError(f"HOST is {host}; that is no name of a machine.") from error
    except OSError as error:
        listener.close()
        raise SettingError(_why(error, host, port)) from error
    return listener


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken, perhaps by another Savepoint. Use another one: savepoint serve --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than this user has. Use one above 1023, or a proxy in front."
    return f"Cannot listen on {host}, port {port}: {error.strerror or error}."


def address(listener: socket.socket) -> str:
    """The URL to open in a browser."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}/"
