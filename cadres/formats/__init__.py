"""The files of the trade, read and written: bytes and dataclasses, no database."""
