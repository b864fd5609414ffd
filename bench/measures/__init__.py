"""What is measured, part by part: `part(large, small, empty)` gives the rows of the result.

`large` and `small` are the city in two sizes, `empty` is the name of a database without units. The
part that changes the tree comes last.
"""

from collections.abc import Callable, Iterable

from bench.cities import City
from bench.measures.exports import exports
from bench.measures.jobs import jobs
from bench.measures.log import log
from bench.measures.moves import moves
from bench.measures.pages import pages
from bench.measures.peers import peers
from bench.measures.seeding import seeding
from bench.measures.streams import streams
from bench.measures.tree import tree
from bench.report import Row

PARTS: dict[str, Callable[[City, City, str], Iterable[Row]]] = {
    "pages": pages,
    "peers": peers,
    "tree": tree,
    "streams": streams,
    "exports": exports,
    "log": log,
    "jobs": jobs,
    "seeding": seeding,
    "moves": moves,
}
