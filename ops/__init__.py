"""From a bare machine to a running system; standard library only, as nothing is installed yet."""
