"""Kinds of job that tests run: slow enough to be watched, cancelled and killed."""

import os
import time

from django.db import connection

from core.errors import DomainError


def count(job, progress):
    """Writes a line per step to the file `log`, waiting `pause` seconds before each."""
    progress.expect(job.params["steps"])
    for step in range(job.params["steps"]):
        time.sleep(job.params["pause"])
        if path := job.params.get("log"):
            with open(path, "a") as log:  # noqa: PTH123 - append is the point
                log.write(f"{job.pk} {step} {os.getpid()}\n")
        progress.advance()
    return {"pid": os.getpid(), "backend": connection.vendor}


def fail(job, progress):
    """A fault of the program."""
    progress.problem(place="第 3 行", value="甲", reason="乙")
    raise RuntimeError("a secret detail of the program")


def refuse(job, progress):
    """A refusal of the domain."""
    raise DomainError("文件里没有内容，请重新选择。")
