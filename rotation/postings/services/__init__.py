"""What is done to postings: one function per verb, each with what it does to the file.

(none) --take_up, send_out, enter_many--> running --end, end_many--> ended --reopen--> running
         running --extend, correct, arrange--> running        any --take_back--> as if it never was
         running (a main post) --take_up of the next one--> ended, 另有任用
"""

from rotation.postings.services.arranging import arrange
from rotation.postings.services.correcting import CORRECTABLE, correct
from rotation.postings.services.ending import end, end_many, reopen
from rotation.postings.services.entering import enter_many
from rotation.postings.services.extending import extend
from rotation.postings.services.sending_out import send_out
from rotation.postings.services.taking_back import take_back
from rotation.postings.services.taking_up import take_up

__all__ = [
    "CORRECTABLE",
    "arrange",
    "correct",
    "end",
    "end_many",
    "enter_many",
    "extend",
    "reopen",
    "send_out",
    "take_back",
    "take_up",
]
