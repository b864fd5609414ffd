"""How large things may be before anything of them is read, unpacked or decoded."""

MEGABYTE = 2**20

MOST_PHOTO = 5 * MEGABYTE  # one portrait, as the national system has it (domain §1.2-6)
MOST_FORM = 12 * MEGABYTE  # one .lrmx: a portrait in base64, and texts
MOST_WORKBOOK = 50 * MEGABYTE  # one .xlsx; what it unpacks to is its reader's affair
MOST_ARCHIVE = 2048 * MEGABYTE  # one .zip as it lies on the disk
MOST_ENTRIES = 200_000  # in one .zip: a package of a province has a portrait per person
MOST_DIRECTORY = 24 * MEGABYTE  # the table of contents of one .zip
MOST_FILES = 20_000  # forms and workbooks of one import
MOST_UNPACKED = 4096 * MEGABYTE  # all that is taken out of one .zip
MOST_RATIO = 200  # unpacked to packed, of entries above SMALL
SMALL = MEGABYTE

MOST_RESUME = 40_000  # characters of 简历
MOST_RELATIVES = 200  # on one form; editors have 12
MOST_UNKNOWN = 200  # elements of one form that we do not know
MOST_ELEMENTS = 100_000  # of one form, which has some hundreds
MOST_DATED = 200  # characters of what may be a date; beyond, it is none
DEEPEST = 32  # elements inside each other
MOST_ROW = 16 * MEGABYTE  # of a table in a package, between the ends of two rows
MOST_SIDE = 5_000  # rows of one person in all tables of a package


def size_text(size: int) -> str:
    """A number of bytes for people: 12 MB, 300 KB."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:,.0f} MB"
    return f"{max(size // 1024, 1)} KB"
