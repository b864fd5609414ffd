"""Every entity, by name: the lists, exports, REST resources and the visibility matrix read this."""

from core.accounts.entities import ACCOUNTS, GRANTS
from core.audit.entities import AUDIT
from core.clients.entities import CLIENTS
from core.codes.entities import CODES
from core.jobs.entities import JOBS
from core.units.entities import UNITS

ENTITIES = (UNITS, ACCOUNTS, GRANTS, CLIENTS, JOBS, CODES, AUDIT)
