"""Encryption at rest, passwords and tokens: the only package that imports `cryptography`.

Data in, data out: nothing here stores anything but the root key file. What encryption at rest
does not protect is written in `SECURITY.md`.
"""
