"""Fingerprints: the digest of a file's bytes, and the key of the inputs that something is made of."""


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal: two files with the same digest are the same."""
    # Imported late: to load OpenSSL takes longer than a whole run in which nothing has changed.
    import hashlib

    return hashlib.sha256(data).hexdigest()


def key(*inputs: object) -> str:
    """A key of some inputs, 32 hexadecimal digits: the same inputs give the same key in every process.

    Bytes count as they are, anything else by its `repr`, which must not hold an address in memory or an unordered set.
    """
    import hashlib

    parts: list[bytes] = []
    for value in inputs:
        data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
        parts += (b"%d:" % len(data), data)
    return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()
