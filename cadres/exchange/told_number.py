"""The ID number that a file says: taken where it is one, never shown whole."""

from datetime import date

from cadres.exchange.told import Told
from cadres.exchange.told_texts import cleaned
from cadres.identity.number import disagreements, fault, masked, normalize
from cadres.people.wording import ID_NUMBER


def put_number(told: Told, text: str | None, on: date) -> None:
    """A wrong number is an error; one that says another birth or gender is worth a look (§4)."""
    number = normalize(cleaned(text))
    if not number:
        return
    if sentence := fault(number, on):
        told.refuse(ID_NUMBER, masked(number), sentence)
        return
    told.values[ID_NUMBER] = number
    for sentence in disagreements(number, told.values.get("birth"), told.values.get("gender", "")):
        told.warn(ID_NUMBER, masked(number), sentence)
