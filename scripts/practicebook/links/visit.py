"""One request to another site, by the standard library, since what matters here lies below what libraries offer.

Addresses come from strangers, and this may run where an inner network can be reached. So the addresses that a name has
are looked at where the connection is made, and that very address is connected to: a name that points elsewhere a
moment later, or a redirect, changes nothing. Of an answer only the head is read, and no longer than the time allows.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urlsplit

PORTS = {80, 443, 8080, 8443}
# IPv6 networks that carry an IPv4 address inside, which may be a private one.
CARRIERS = tuple(ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
MOST_READ = 100_000  # bytes of a robots.txt

Allows: TypeAlias = Callable[[str, int], bool]


class NoAnswerError(Exception):
    """The site did not answer; the text says why."""


class NotPublicError(NoAnswerError):
    """The address is none that everybody can reach."""


class CertificateError(Exception):
    """The site answered, but cannot prove who it is."""


@dataclass(frozen=True)
class Answer:
    """The head of an answer, names of fields in lower case; `text` only if it was asked for."""

    status: int
    headers: Mapping[str, str]
    text: str = ""


def is_public(ip: str, port: int) -> bool:
    """Whether an address belongs to the public network, and the port to the web."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
    carried = any(address in network for network in CARRIERS)
    return port in PORTS and address.is_global and not address.is_multicast and not carried


class _Socket:
    """A connection that another thread can cut, whatever it is waiting for."""

    def __init__(self, connected: socket.socket) -> None:
        self.socket: socket.socket = connected
        self.is_cut = False

    def secure(self, tls: ssl.SSLContext, host: str) -> None:
        """Go on in TLS."""
        self.socket = secured = tls.wrap_socket(self.socket, server_hostname=host, do_handshake_on_connect=False)
        secured.do_handshake()

    def cut(self) -> None:
        """End it now."""
        self.is_cut = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)


class Visitor:
    """Asks sites, as `agent`, each for `timeout` seconds at most, and only those that `allows` lets pass."""

    def __init__(self, agent: str, timeout: float, allows: Allows = is_public) -> None:
        self.agent = agent
        self._timeout = timeout
        self._allows = allows
        self._tls = ssl.create_default_context()

    def ask(self, method: str, address: str, *, read: bool = False) -> Answer:
        """The answer to one request, redirects not followed. Raises NoAnswerError or CertificateError."""
        try:
            return self._ask(method, address, read=read)
        except ssl.SSLCertVerificationError as error:
            raise CertificateError("its certificate is not valid") from error
        except TimeoutError as error:
            raise NoAnswerError("it did not answer in time") from error
        except socket.gaierror as error:
            raise NoAnswerError("the name of the site is not known") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswerError(f"the connection failed: {type(error).__name__}") from error

    def _ask(self, method: str, address: str, *, read: bool) -> Answer:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise NotPublicError("it is no address of the web")
        host = parts.hostname.encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = http.client.HTTPConnection(host, port)
        open_socket = _Socket(self._connected(host, port))
        clock = threading.Timer(self._timeout, open_socket.cut)
        clock.daemon = True
        clock.start()
        try:
            if parts.scheme == "https":
                open_socket.secure(self._tls, host)
            connection.sock = open_socket.socket
            answer = self._answer(connection, method, _target(address), _named(host, parts.port), read=read)
        except (OSError, http.client.HTTPException) as error:
            if open_socket.is_cut and not isinstance(error, ssl.SSLCertVerificationError):
                raise TimeoutError from error
            raise
        else:
            if open_socket.is_cut:  # cut in the middle of the head, which then looks like its end
                raise TimeoutError
            return answer
        finally:
            clock.cancel()
            open_socket.socket.close()

    def _connected(self, host: str, port: int) -> socket.socket:
        """Connect to the first address that a name has; none of them may be in an inner network."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        targets = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not all(self._allows(ip, port) for ip in targets):
            raise NotPublicError("it leads into a network that is not public, or to a port that is not of the web")
        failure = OSError()
        for ip in targets[:2]:  # a second one, for machines that reach only one of the two internets
            try:
                return socket.create_connection((ip, port), self._timeout)
            except OSError as error:
                failure = error
        raise failure

    def _answer(
        self, connection: http.client.HTTPConnection, method: str, target: str, host: str, *, read: bool
    ) -> Answer:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        fields = {"Host": host, "User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
        for name, value in fields.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read(MOST_READ).decode("utf-8", "replace") if read else ""
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)


def _target(address: str) -> str:
    """What of an address is sent to the site: path and question, as ASCII."""
    parts = urlsplit(address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(target, safe="/?%:@!$&'()*+,;=~-._[]")


def _named(host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if port else shown
