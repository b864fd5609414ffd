"""Ending what a killed run left behind, and nothing else."""

import os
import subprocess
import sys

from ops import leftovers

ASLEEP = [sys.executable, "-c", "print(flush=True); import time; time.sleep(60)"]


def asleep(**variables):
    """A sleeping process that has certainly started."""
    process = subprocess.Popen(ASLEEP, env=os.environ | variables, stdout=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    return process


def test_only_processes_of_the_same_copy_are_ended(tmp_path):
    ours = asleep(**leftovers.marked(tmp_path / "one"))
    other = asleep(**leftovers.marked(tmp_path / "one-more"))
    try:
        assert leftovers.stop(tmp_path / "one") == 1
        assert ours.wait(5) != 0
        assert other.poll() is None
        assert leftovers.stop(tmp_path / "one") == 0
    finally:
        for process in (ours, other):
            process.kill()
            process.wait()
