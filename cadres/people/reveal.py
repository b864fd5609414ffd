"""Opening a whole ID number: by a department, with a reason, and never without a trace."""

from django.db import transaction

from cadres.identity.vault import open_sealed
from cadres.people.models import Cadre
from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if

SHORTEST, LONGEST = 4, 100  # characters of a reason


@transaction.atomic
def reveal_id(*, actor: User, cadre: Cadre, reason: str) -> str:
    """The number of a person whose file the actor keeps; raises NotAllowed or says what is missing.

    The log row is written with the answer: no number is shown that is not on record as shown.
    """
    keeps = Cadre.objects.kept_by(actor).filter(pk=cadre.pk).exists()
    refuse_if(not keeps, "完整的身份证号只有组织部门可以查看；需要的，请联系组织部门。", NotAllowed)
    reason = reason.strip()
    refuse_if(
        not SHORTEST <= len(reason) <= LONGEST,
        f"查看理由有 {len(reason)} 个字，请写 {SHORTEST} 到 {LONGEST} 个字，说明用途。",
    )
    refuse_if(cadre.id_sealed is None, f"{cadre}没有登记身份证号，请先在“修改”中补录。")
    number = open_sealed(cadre.id_sealed)
    record(
        Action.REVEAL,
        actor=actor,
        target=cadre,
        label=f"{cadre} 身份证号",
        detail={"reason": reason},
    )
    return number
