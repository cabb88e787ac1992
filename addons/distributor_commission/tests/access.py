# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user

from odoo.addons.distributor.tests.test_access import AccessMatrix


class CommissionAccess(AccessMatrix):
    """Users of each kind in the company of a test, and the matrix of its module.

    ``MATRIX`` is {model: letters of (user, manager, finance)}; others have no right.
    """

    MODULE = None
    MATRIX = {}
    KINDS = ("user", "manager", "finance")
    GROUPS = {**AccessMatrix.GROUPS, "salesman": "sales_team.group_sale_manager"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            kind: new_test_user(
                cls.env,
                f"t-{cls.MODULE}-{kind}",
                group,
                company_id=cls.company.id,
                company_ids=[cls.company.id],
            )
            for kind, group in cls.GROUPS.items()
        }

    def _get_matrix_users(self):
        return self.users

    def test_matrix(self):
        self._check_matrix(
            {
                model: dict(zip(self.KINDS, letters, strict=True))
                for model, letters in self.MATRIX.items()
            }
        )

    def test_every_model_is_in_the_matrix(self):
        own = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == self.MODULE and not model._abstract
        }
        self.assertEqual(own, set(self.MATRIX))
