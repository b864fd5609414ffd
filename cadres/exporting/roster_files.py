"""The roster as a file: official workbook, CSV or PDF."""


def stays_of(order, selection, people):
    raise NotImplementedError


def write_roster_file(order, stays, folder, progress):
    raise NotImplementedError
