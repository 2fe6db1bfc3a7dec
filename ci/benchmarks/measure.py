"""Runs programs and says what they cost."""

import os
import statistics
import sys
import time
from math import log
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds of wall clock and of CPU (user and system, all threads), and the peak resident set in MiB."""

    wall: float
    cpu: float
    memory: float


class Failed(Exception):
    """A program ended with another exit code than it may."""


def run(command, log_file, ends_with=(0,)):
    """Runs to the end; what the operating system accounts to it, and to what it waited for, is its cost."""
    with open(log_file, "wb") as output:
        start = time.perf_counter()
        pid = os.posix_spawn(
            command[0],
            command,
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, output.fileno(), 2)],
        )
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in ends_with:
        with open(log_file, encoding="utf-8", errors="replace") as output:
            raise Failed(f"{' '.join(command)}: {output.read().strip()[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def median(costs):
    """The median of each part by itself."""
    return Cost(*(statistics.median(part) for part in zip(*costs)))


def ratio(ours, theirs):
    """The median over rounds of ours divided by theirs in the same round."""
    return median([Cost(*(a / b if b else float("inf") for a, b in zip(*pair))) for pair in zip(ours, theirs)])


def exponent(points):
    """The slope of log(cost) over log(size), by least squares."""
    logs = [(log(size), log(cost)) for size, cost in points]
    middle_x = statistics.fmean(x for x, _ in logs)
    middle_y = statistics.fmean(y for _, y in logs)
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs)
