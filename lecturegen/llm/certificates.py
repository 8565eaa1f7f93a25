"""Whose certificates are good. Read once a process, which may open many models.

A module of its own, and small: reading takes 45 ms, most of them without the interpreter's lock, so it is done beside
the import of the SDK, which takes longer.
"""

from __future__ import annotations

import ssl
from functools import cache

import httpx2


@cache
def trusted() -> ssl.SSLContext:
    """Raises OSError if SSL_CERT_FILE or SSL_CERT_DIR name what cannot be read."""
    return httpx2.create_ssl_context()
