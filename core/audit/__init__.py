"""The audit log: every read and change, sealed into a hash chain."""
