# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What every bench measures with."""

import time


def timed(env, function):
    """Return (seconds, result), with everything written to the database."""
    start = time.perf_counter()
    result = function()
    env.flush_all()
    return time.perf_counter() - start, result


def counted(env, function):
    """Return (seconds, queries, result), starting with an empty cache."""
    env.flush_all()
    env.invalidate_all()
    queries = env.cr.sql_log_count
    seconds, result = timed(env, function)
    return seconds, env.cr.sql_log_count - queries, result


def measured(env, function):
    """Like `counted`: return ((seconds, seconds of CPU, queries), result).

    The CPU is that of this process; what the database does shows in the other two.
    """
    env.flush_all()
    env.invalidate_all()  # before the clock of the CPU starts
    cpu = time.process_time()
    seconds, queries, result = counted(env, function)
    return (seconds, time.process_time() - cpu, queries), result
