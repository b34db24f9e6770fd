"""What one process costs, from its start to its end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

#: `ru_maxrss` is in kilobytes, but on macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    """Seconds of processor (user and system) and of wall time, and peak memory in megabytes."""

    cpu: float
    wall: float
    peak: float

    @classmethod
    def median(cls, costs: Sequence[Cost]) -> Cost:
        """The median of each number."""
        return cls(
            median(cost.cpu for cost in costs),
            median(cost.wall for cost in costs),
            median(cost.peak for cost in costs),
        )


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end, with all the processes that it waits for.

    :raises RuntimeError: with what it printed, if it fails.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{printed}")
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=wall,
        peak=usage.ru_maxrss * _RSS_UNIT / 1e6,
    )
