# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import ast
import doctest
import pathlib
import subprocess
import sys
from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from .. import engine
from ..engine import Accrued, Link, Rule, RuleSet, compute, reverse
from .engine_cases import CHAIN, PLAN, make_fact

FOLDER = pathlib.Path(engine.__file__).parent


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    def _pay(self, facts, rules=PLAN, cap=None, **kw):
        return {
            (line.fact, line.generation): str(line.amount)
            for line in compute(facts, RuleSet(rules, cap), **kw)
        }

    def test_doctests(self):
        tried = 0
        for path in FOLDER.glob("*.py"):
            module = sys.modules.get(f"{engine.__name__}.{path.stem}", engine)
            result = doctest.testmod(module)
            self.assertFalse(result.failed, path.name)
            tried += result.attempted
        self.assertGreater(tried, 90)

    def test_no_odoo_import_in_source(self):
        for path in FOLDER.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module]
                for name in names:
                    self.assertNotEqual(name.split(".")[0], "odoo", path.name)

    def test_runs_without_odoo(self):
        """A plain interpreter that cannot see Odoo imports and runs the engine."""
        script = (
            "import sys; sys.modules['odoo'] = None;"
            f"sys.path.insert(0, {str(FOLDER.parent)!r});"
            "import engine; print(len(engine.__all__))"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(int(done.stdout), len(engine.__all__))

    def test_three_generations(self):
        self.assertEqual(
            self._pay([make_fact("1000")]),
            {(1, 1): "50.00", (1, 2): "30.00", (1, 3): "20.00"},
        )

    def test_missing_generations(self):
        short = make_fact(chain=CHAIN[:2])
        self.assertEqual(self._pay([short]), {(1, 1): "5.00"})
        self.assertEqual(self._pay([make_fact(chain=CHAIN[:1])]), {})
        self.assertEqual(self._pay([make_fact(chain=())]), {})

    def test_nobody_moves_up(self):
        chain = (CHAIN[0], CHAIN[1]._replace(earns=False), *CHAIN[2:])
        paid = self._pay([make_fact(chain=chain)])
        self.assertEqual(paid, {(1, 2): "3.00", (1, 3): "2.00"})

    def test_chain_of_twelve(self):
        chain = tuple(Link(n, 100 - n, 7) for n in range(12))
        fact = make_fact(chain=chain)
        self.assertEqual(len(compute([fact], RuleSet(PLAN))), 3)
        every = [Rule(n, "upline", n, Decimal(1)) for n in range(1, 13)]
        self.assertEqual(len(compute([fact], RuleSet(every))), 11)
        by_level = [Rule(1, "differential", rate=Decimal(9), level=7)]
        self.assertEqual(self._pay([fact], by_level), {(1, 1): "9.00"})

    def test_zero_negative_and_tiny(self):
        self.assertEqual(self._pay([make_fact("0")]), {})
        self.assertEqual(self._pay([make_fact("-100")])[1, 1], "-5.00")
        self.assertEqual(self._pay([make_fact("0.1")], [PLAN[0]]), {(1, 1): "0.01"})
        self.assertEqual(self._pay([make_fact("0.09")], [PLAN[0]]), {})

    def test_never_more_than_the_sale(self):
        """With a limit or without: by the unit, by percent, by roundings."""
        fixed = [Rule(1, "upline", 1, Decimal("1.5"), "fixed")]
        paid = [
            self._pay([make_fact(net, quantity=quantity)], fixed)
            for net, quantity in (("4.51", "3"), ("4", "3"), ("-4", "-3"))
        ]
        amounts = ["4.50", "4.00", "-4.00"]
        self.assertEqual(paid, [{(1, 1): amount} for amount in amounts])
        # nothing is at most any part of nothing
        for cap in (None, Decimal(50)):
            self.assertEqual(self._pay([make_fact("0", quantity="3")], fixed, cap), {})
        half = [Rule(n, "upline", n, Decimal(50)) for n in (1, 2)]
        paid = [self._pay([make_fact(net)], half) for net in ("0.01", "0.02")]
        self.assertEqual(paid, [{(1, 1): "0.01"}, {(1, 1): "0.01", (1, 2): "0.01"}])
        much = [Rule(n, "upline", n, Decimal(60)) for n in (1, 2)]
        [first, second] = compute([make_fact("100")], RuleSet(much))
        self.assertEqual((first.amount, second.amount), (50, 50))
        self.assertEqual((first.amount_before, first.limits), (60, ("cap",)))

    def test_margin(self):
        rules = [Rule(1, "upline", 1, Decimal(10), basis="margin")]
        [line] = compute([make_fact("100", margin="-20")], RuleSet(rules))
        self.assertEqual((line.basis, str(line.amount)), (-20, "-2.00"))

    def test_currency_without_cents(self):
        paid = self._pay([make_fact("1990")], unit=Decimal(1))
        self.assertEqual(paid, {(1, 1): "100", (1, 2): "60", (1, 3): "40"})
        # as it comes from a float
        paid = self._pay([make_fact("1990")], unit=Decimal("1.0"))
        self.assertEqual([Decimal(amount) for amount in paid.values()], [100, 60, 40])

    def test_order_does_not_matter(self):
        facts = [make_fact(str(n), key=n) for n in range(1, 9)]
        lines = compute(facts, RuleSet(PLAN))
        self.assertEqual(lines, compute(facts[::-1], RuleSet(PLAN[::-1])))

    def test_refund_in_parts_returns_to_zero(self):
        taken = [Decimal(0)] * 3
        for part in ("33.33", "33.33", "33.34"):
            now = reverse(
                Accrued(1, Decimal(100), Decimal(110), Decimal("3.33"), *taken),
                Decimal(part),
            )
            parts = (now.source, now.basis, now.amount)
            taken = [a + b for a, b in zip(taken, parts, strict=True)]
        self.assertEqual(
            taken, [Decimal(100), Decimal(110), Decimal("3.33")], "exactly zero left"
        )

    def test_refund_of_a_discount_line(self):
        now = reverse(
            Accrued(1, Decimal(-50), Decimal(-50), Decimal("-2.50")), Decimal(-20)
        )
        self.assertEqual(str(now.amount), "-1.00")

    def test_dates_end_before_their_last_day(self):
        rule = Rule(
            *(1, "upline", 1, Decimal(5)),
            date_start=date(2026, 1, 1),
            date_end=date(2026, 2, 1),
        )
        paid = self._pay(
            [
                make_fact(key=1, day=date(2025, 12, 31)),
                make_fact(key=2, day=date(2026, 1, 1)),
                make_fact(key=3, day=date(2026, 1, 31)),
                make_fact(key=4, day=date(2026, 2, 1)),
            ],
            [rule],
        )
        self.assertEqual([fact for fact, _generation in paid], [2, 3])
