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
from ..engine import Accrued, Fact, Link, Rule, compute, find_ambiguities, reverse

FOLDER = pathlib.Path(engine.__file__).parent
CHAIN = (Link(0, 4, 40), Link(1, 3, 30), Link(2, 2, 20), Link(3, 1, 10))
PLAN = (Rule(1, 1, Decimal(5)), Rule(2, 2, Decimal(3)), Rule(3, 3, Decimal(2)))


def make_fact(net="100", key="a", chain=CHAIN, product=1, categories=(10, 20)):
    return Fact(
        key, date(2026, 1, 2), Decimal(net), Decimal(1), product, categories, chain
    )


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    def _pay(self, facts, rules=PLAN, **kw):
        return {
            (line.fact, line.generation): str(line.amount)
            for line in compute(facts, rules, **kw)
        }

    def test_doctests(self):
        tried = 0
        for name in ("money", "rules", "compute", "reverse"):
            module = sys.modules[f"{engine.__name__}.{name}"]
            result = doctest.testmod(module)
            self.assertFalse(result.failed, name)
            tried += result.attempted
        self.assertGreater(tried, 30)

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
            {("a", 1): "50.00", ("a", 2): "30.00", ("a", 3): "20.00"},
        )

    def test_missing_generations(self):
        short = make_fact(chain=CHAIN[:2])
        self.assertEqual(self._pay([short]), {("a", 1): "5.00"})
        self.assertEqual(self._pay([make_fact(chain=CHAIN[:1])]), {})
        self.assertEqual(self._pay([make_fact(chain=())]), {})

    def test_long_chain_ends_with_the_plan(self):
        chain = tuple(Link(n, 100 - n, 7) for n in range(12))
        self.assertEqual(len(compute([make_fact(chain=chain)], PLAN)), 3)

    def test_zero_negative_and_tiny(self):
        self.assertEqual(self._pay([make_fact("0")]), {})
        self.assertEqual(self._pay([make_fact("-100")])[("a", 1)], "-5.00")
        self.assertEqual(self._pay([make_fact("0.1")], [PLAN[0]]), {("a", 1): "0.01"})
        self.assertEqual(self._pay([make_fact("0.09")], [PLAN[0]]), {})

    def test_currency_without_cents(self):
        paid = self._pay([make_fact("1990")], unit=Decimal(1))
        self.assertEqual(paid, {("a", 1): "100", ("a", 2): "60", ("a", 3): "40"})

    def test_order_does_not_matter(self):
        facts = [make_fact(str(n), key=f"k{n}") for n in range(1, 9)]
        lines = compute(facts, PLAN)
        self.assertEqual(lines, compute(facts[::-1], PLAN[::-1]))

    def test_identical_rules_are_ambiguous(self):
        twice = [Rule(1, 1, Decimal(5)), Rule(2, 1, Decimal(4))]
        self.assertEqual(find_ambiguities(twice, {}), [(1, 2)])
        ordered = [twice[0], Rule(2, 1, Decimal(4), sequence=20)]
        self.assertEqual(find_ambiguities(ordered, {}), [])
        apart = [twice[0], Rule(2, 2, Decimal(4))]
        self.assertEqual(find_ambiguities(apart, {}), [])

    def test_product_within_category_is_not_ambiguous(self):
        tree = {("category", 20): (10, 20), ("product", 1): (10, 20)}
        rules = [
            Rule(1, 1, Decimal(5), category=10),
            Rule(2, 1, Decimal(4), category=20),
            Rule(3, 1, Decimal(3), product=1),
        ]
        self.assertEqual(find_ambiguities(rules, tree), [])
        for categories, product, key in [
            ((10,), 9, 1),
            ((10, 20), 9, 2),
            ((10, 20), 1, 3),
        ]:
            fact = make_fact(product=product, categories=categories)
            self.assertEqual(compute([fact], rules)[0].rule, key)

    def test_refund_in_parts_returns_to_zero(self):
        taken = [Decimal(0)] * 3
        for part in ("33.33", "33.33", "33.34"):
            now = reverse(
                Accrued(1, Decimal(100), Decimal(110), Decimal("3.33"), *taken),
                Decimal(part),
            )
            taken = [a + b for a, b in zip(taken, now_parts(now), strict=True)]
        self.assertEqual(
            taken, [Decimal(100), Decimal(110), Decimal("3.33")], "exactly zero left"
        )

    def test_refund_of_a_discount_line(self):
        now = reverse(
            Accrued(1, Decimal(-50), Decimal(-50), Decimal("-2.50")), Decimal(-20)
        )
        self.assertEqual(str(now.amount), "-1.00")


def now_parts(taken):
    return taken.source, taken.basis, taken.amount
