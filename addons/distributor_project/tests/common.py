# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_portal.tests.members import MembersCommon


@tagged("post_install", "-at_install")
class ProjectCommon(MembersCommon):
    """The dealer shares tasks with the brand; its sibling has tasks of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env,
            "t-project-manager",
            "distributor.distributor_group_manager,project.group_project_user",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls.project = cls._share(cls.dealer)
        cls.foreign = cls._share(cls.sibling)
        cls.task = cls._create_task("T-Task")
        cls.foreign_task = cls._create_task("T-Foreign", cls.foreign)

    @classmethod
    def _share(cls, distributor):
        distributor.with_user(cls.manager).action_view_shared_tasks()
        return distributor.sudo().project_ids

    @classmethod
    def _create_task(cls, name, project=None, days=3, **kw):
        deadline = fields.Datetime.now() + timedelta(days=days)
        tasks = cls.env["project.task"].with_user(cls.manager)
        project = project or cls.project
        vals = {"name": name, "project_id": project.id, "date_deadline": deadline}
        return tasks.create({**vals, **kw}).sudo()

    def _sees(self, user, record):
        """Tell whether a user finds a record."""
        found = record.with_env(self.env).with_user(user).search([])
        return record.id in found.ids
