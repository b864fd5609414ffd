"""`python -m core.embedded up|down|status|address`: the servers without Django or `.env`."""

import sys

from core.embedded.verbs import VERBS, perform

if len(sys.argv) != 2 or sys.argv[1] not in VERBS:
    sys.exit("用法：python -m core.embedded up|down|status|address")
sys.exit(perform(sys.argv[1]))
