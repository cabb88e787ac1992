# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.members import QUIET

from .common import ProjectCommon
from .task_cases import TaskCases

INSIDE = ("owner", "buyer", "finance")


class TestAccess(TaskCases, ProjectCommon):
    """One class, because its records cost more than its tests."""

    @mute_logger(*QUIET)
    def test_each_visitor(self):
        """Only who works for the distributor reaches its project and its tasks."""
        for name, user in self.everybody.items():
            with self.subTest(name):
                inside = name in INSIDE
                for record in (self.project, self.task):
                    self.assertEqual(self._sees(user, record), inside)
                    own = record.with_user(user)
                    self.assertEqual(own.has_access("read"), inside)
                self.assertEqual(self.task.with_user(user).has_access("write"), inside)
                foreign = name == "sibling"
                for record in (self.foreign, self.foreign_task):
                    self.assertEqual(self._sees(user, record), foreign)

    @mute_logger(*QUIET)
    def test_pages(self):
        url = f"/my/projects/{self.project.id}"
        task = f"{url}/task/{self.task.id}"
        for name, user in self.everybody.items():
            with self.subTest(name):
                self._login_as(user)
                inside = name in INSIDE
                more = self.url_open("/my/distribution/more").text
                self.assertEqual(f'href="{url}"' in more, inside)
                self.assertEqual("T-Task" in self.url_open(task).text, inside)
                board = self.url_open(f"{url}/project_sharing")
                self.assertEqual(board.status_code == 200, inside)
                self.assertEqual("T-Task" in self.url_open("/my/tasks").text, inside)

    @mute_logger(*QUIET)
    def test_a_member_works(self):
        buyer, viewer = self.roles["buyer"], self.roles["viewer"]
        # the board of the portal names the project in the context
        tasks = self.env["project.task"].with_context(
            default_project_id=self.project.id
        )
        vals = {"name": "T-Asked"}
        asked = tasks.with_user(buyer).create(vals).sudo()
        self.assertEqual(asked.project_id, self.project)
        self.assertFalse(asked.for_distributor)
        self.task.with_user(buyer).state = "1_done"
        self.assertTrue(self.task.is_closed)
        with self.assertRaises(AccessError):
            tasks.with_user(viewer).create(vals)
        with self.assertRaises(AccessError):
            tasks.with_context(default_project_id=self.foreign.id).with_user(
                buyer
            ).create(vals)
        for record, name in (
            (self.task, "for_distributor"),
            (self.project, "distributor_id"),
        ):
            with self.assertRaises(AccessError):
                record.with_user(buyer).read([name])

    def test_stock_sharing_stays(self):
        """A project of no distributor is shared as before."""
        plain = self.env["project.project"].sudo()
        plain = plain.create({"name": "T-Plain", "privacy_visibility": "portal"})
        guest = self.everybody["stranger"]
        self.assertFalse(self._sees(guest, plain))
        plain._add_collaborators(guest.partner_id)
        plain._add_followers(guest.partner_id)
        self.assertTrue(self._sees(guest, plain))

    @mute_logger(*QUIET)
    def test_who_opens_it(self):
        for groups in (
            "distributor.distributor_group_user",
            "sales_team.group_sale_salesman,project.group_project_user",
            "base.group_portal",
        ):
            user = new_test_user(
                self.env,
                f"t-project-{groups[:8]}",
                groups,
                company_id=self.company.id,
                company_ids=[self.company.id],
            )
            with self.subTest(groups), self.assertRaises(AccessError):
                self.country.with_user(user).action_view_shared_tasks()
        self.assertFalse(self.country.sudo().project_ids)
