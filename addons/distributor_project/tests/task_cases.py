# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError


class TaskCases:
    """Who takes part, and what stands on the page of what to do now."""

    def _get_people(self):
        return self.project.collaborator_ids.partner_id

    def _get_tasks(self, name="owner"):
        user = self.roles[name]
        names = ("shared_task", "shared_tasks")
        tasks = self.dealer.sudo()._get_portal_tasks(user)
        return [task for task in tasks if task["name"] in names]

    def test_members_are_invited(self):
        inside = [self.roles[name] for name in ("owner", "buyer", "finance")]
        people = self.env["res.users"].union(*inside).partner_id
        self.assertEqual(self._get_people(), people)
        self.assertEqual(self.project.message_partner_ids & people, people)
        self.assertEqual(self.project.privacy_visibility, "portal")
        again = self._share(self.dealer)
        self.assertEqual(again, self.project)

    def test_contacts_without_members(self):
        self.assertEqual(
            self.foreign.collaborator_ids.partner_id,
            self.users[self.sibling].partner_id,
        )

    def test_follows_the_members(self):
        buyer = self.roles["buyer"]
        self.task.message_subscribe(buyer.partner_id.ids)
        self._get_member("buyer").sudo().action_end()
        self.assertNotIn(buyer.partner_id, self._get_people())
        self.assertNotIn(buyer.partner_id, self.project.message_partner_ids)
        self.assertNotIn(buyer.partner_id, self.task.message_partner_ids)
        for record in (self.project, self.task):
            self.assertFalse(self._sees(buyer, record))
        self._get_member("finance").sudo().role = "viewer"
        self.assertNotIn(self.roles["finance"].partner_id, self._get_people())
        new = self._create_member(self.dealer, "buyer", self._create_login("t-new"))
        self.assertIn(new.user_id.partner_id, self._get_people())
        self.assertTrue(self._sees(new.user_id, self.task))

    def test_guests_of_the_brand_stay(self):
        guest = self._create_login("t-guest")
        self.project._add_collaborators(guest.partner_id)
        self._get_member("buyer").sudo().action_end()
        self.assertIn(guest.partner_id, self._get_people())

    def test_links_end(self):
        tokens = {}
        for record in (self.project, self.task):
            tokens[record] = record._portal_ensure_token()
        self._get_member("buyer").sudo().action_end()
        for record, token in tokens.items():
            self.assertNotEqual(record.access_token, token)

    def test_closed_account(self):
        self.dealer.sudo().state = "suspended"
        self.assertTrue(self._sees(self.roles["owner"], self.task))
        self._terminate(self.country.sudo())
        with self.assertRaisesRegex(UserError, "closed"):
            self._share(self.country)

    def test_what_to_do_now(self):
        [task] = self._get_tasks()
        self.assertEqual(task["text"], "T-Task")
        self.assertFalse(task["urgent"])
        self.assertIn(f"/task/{self.task.id}", task["url"])
        self.assertEqual(self._get_tasks("viewer"), [])
        late = self._create_task("T-Late", days=-2)
        self._create_task("T-Brand", for_distributor=False)
        self.assertEqual(
            [(task["text"], task["urgent"]) for task in self._get_tasks()],
            [("T-Late", True), ("T-Task", False)],
        )
        late.state = "1_done"
        self.assertEqual(len(self._get_tasks()), 1)
        for number in range(3):
            self._create_task(f"T-{number}")
        [task] = self._get_tasks()
        self.assertEqual(task["name"], "shared_tasks")
        self.assertIn("T-Task", task["detail"])

    def test_count(self):
        self.env.invalidate_all()
        self.assertEqual(self.dealer.sudo().shared_task_count, 1)
        self.task.state = "1_canceled"
        self.env.invalidate_all()
        self.assertEqual(self.dealer.sudo().shared_task_count, 0)
