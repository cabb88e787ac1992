# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Commission in the background: the same run by one, two and four workers of the job
queue, which must write the same rows, also when one of them is killed. The server, its
job runner and its workers are real. Works on copies of the database, which are dropped
again."""

from benches import _commission_workers
from copied import copied

PART_OF = "commission"


def run(env, _repeat):
    """Yield the lines to print; return the seconds of an entry by the best number."""
    with copied(env) as database:
        return (yield from _commission_workers.measure(env, database))
