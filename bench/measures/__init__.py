"""What is measured, part by part: `part(scene)` gives the rows of the result.

The part that changes the tree comes last.
"""

from collections.abc import Callable, Iterable

from bench.measures.annual_opening import annual_opening
from bench.measures.annual_papers import annual_papers
from bench.measures.assessing import assessing
from bench.measures.ballots import ballots
from bench.measures.cases import cases
from bench.measures.checks import checks
from bench.measures.dashboard import dashboard
from bench.measures.digests import digests
from bench.measures.duties import duties
from bench.measures.exports import exports
from bench.measures.feed import feed
from bench.measures.files import files
from bench.measures.importing import importing
from bench.measures.jobs import jobs
from bench.measures.log import log
from bench.measures.moves import moves
from bench.measures.names import names
from bench.measures.pages import pages
from bench.measures.papers import papers
from bench.measures.peers import peers
from bench.measures.people import people
from bench.measures.roster import roster
from bench.measures.roster_files import roster_files
from bench.measures.rotation import rotation
from bench.measures.seeding import seeding
from bench.measures.streams import streams
from bench.measures.tree import tree
from bench.measures.workbench import workbench
from bench.report import Row
from bench.scene import Scene

PARTS: dict[str, Callable[[Scene], Iterable[Row]]] = {
    "people": people,
    "names": names,
    "checks": checks,
    "duties": duties,
    "digests": digests,
    "workbench": workbench,
    "dashboard": dashboard,
    "roster": roster,
    "roster_files": roster_files,
    "feed": feed,
    "pages": pages,
    "peers": peers,
    "tree": tree,
    "streams": streams,
    "exports": exports,
    "importing": importing,
    "files": files,
    "papers": papers,
    "annual_papers": annual_papers,
    "rotation": rotation,
    "cases": cases,
    "assessing": assessing,
    "ballots": ballots,
    "annual_opening": annual_opening,
    "log": log,
    "jobs": jobs,
    "seeding": seeding,
    "moves": moves,
}
