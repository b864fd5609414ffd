"""A mail server that keeps what it is given, as small as SMTP allows, in a thread of its own.

It can refuse an address, answer slowly, or hang up in the middle of a message.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from email import message_from_bytes, policy
from email.message import EmailMessage

ADDRESS = re.compile(rb"<([^>]*)>")


class Sink:
    """`with Sink() as sink:` then `sink.port`, `sink.messages`, `sink.recipients()`."""

    def __init__(
        self, *, refuse: dict[str, int] | None = None, pause: float = 0, hang_up_at: int = 0
    ) -> None:
        self.refuse = refuse or {}
        self.pause = pause
        self.hang_up_at = hang_up_at  # the number of the message in the middle of which it goes
        self.raw: list[tuple[str, bytes]] = []
        self.connections = 0
        self._begun = 0
        self._lock = threading.Lock()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._is_open = True

    def __enter__(self) -> Sink:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_open = False
        self._server.shutdown(socket.SHUT_RDWR)  # or the waiting thread would keep it open
        self._server.close()

    @property
    def messages(self) -> list[EmailMessage]:
        """What was taken in, read."""
        return [message_from_bytes(raw, policy=policy.default) for _, raw in self.raw]

    def recipients(self) -> list[str]:
        """To whom, in the order of taking in."""
        return [to for to, _ in self.raw]

    def _accept(self) -> None:
        while self._is_open:
            try:
                peer, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with peer, peer.makefile("rb") as lines:
            try:
                self._talk(peer, lines)
            except OSError:
                return

    def _talk(self, peer: socket.socket, lines) -> None:
        peer.sendall(b"220 sink\r\n")
        to = ""
        for line in lines:
            verb = line[:4].upper()
            if verb == b"RCPT":
                found = ADDRESS.search(line)
                to = found[1].decode() if found else ""
                code = self.refuse.get(to, 250)
                peer.sendall(f"{code} {'ok' if code == 250 else 'no such mailbox'}\r\n".encode())
            elif verb == b"DATA":
                with self._lock:
                    self._begun += 1
                    number = self._begun
                if number == self.hang_up_at:
                    return
                peer.sendall(b"354 go on\r\n")
                text = self._text(lines)
                time.sleep(self.pause)
                with self._lock:
                    self.raw.append((to, text))
                peer.sendall(b"250 taken\r\n")
            elif verb == b"QUIT":
                peer.sendall(b"221 bye\r\n")
                return
            else:
                peer.sendall(b"250 ok\r\n")

    @staticmethod
    def _text(lines) -> bytes:
        found = []
        for line in lines:
            if line == b".\r\n":
                break
            found.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(found)
