"""Political status and months of joining, as a form or a sheet writes them in one text."""

from cadres.exchange.told import Told
from cadres.formats.party_text import DEMOCRATIC, MEMBER, PROBATIONARY, Party


def put_party(told: Told, party: Party, left: str) -> None:
    """Status, months and second party; a month that is not written stays as it is on file.

    `left` is a third party, for which there is no place.
    """
    told.values |= {"political_status": party.status, "second_party": party.second}
    if party.join or party.status not in (MEMBER, PROBATIONARY, *DEMOCRATIC):
        told.values["party_join"] = party.join
    if party.second_join or not party.second:
        told.values["second_party_join"] = party.second_join
    if left:
        told.warn("second_party", left, f"第三个党派“{left}”没有地方登记，没有取用。")
