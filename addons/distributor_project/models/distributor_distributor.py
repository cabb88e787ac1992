# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

# tasks that the first page shows; of more it tells the number
SHOWN = 3
STAGES = ("todo", "doing", "done")


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    project_ids = fields.One2many(
        "project.project",
        "distributor_id",
        "Shared Project",
        groups="project.group_project_user",
    )
    shared_task_count = fields.Integer(
        "Shared Tasks", compute="_compute_shared_task_count", compute_sudo=True
    )

    @api.depends("project_ids.task_ids.state")
    def _compute_shared_task_count(self):
        counts = dict(
            self.env["project.task"]._read_group(
                [
                    ("project_id.distributor_id", "in", self.ids),
                    ("is_closed", "=", False),
                ],
                ["project_id"],
                ["__count"],
            )
        )
        for distributor in self:
            distributor.shared_task_count = sum(
                counts.get(project, 0) for project in distributor.project_ids
            )

    def action_view_shared_tasks(self):
        """Open the tasks that the brand shares with the distributor.

        The first time the project is made, and the members are invited.

        :raise AccessError: who may not work on projects
        """
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("project.group_project_user"):
            raise AccessError(
                self.env._("You need the rights of a project user for shared tasks.")
            )
        # sudo: whoever keeps the distributor, checked above, shares tasks with it
        project = self.sudo()._get_or_create_project().sudo(False)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "project.act_project_project_2_project_task_all"
        )
        return dict(
            action,
            display_name=project.name,
            domain=[("project_id", "=", project.id)],
            context={"default_project_id": project.id, "active_id": project.id},
        )

    def _get_or_create_project(self):
        self.ensure_one()
        if not self.project_ids:
            if self.state == "terminated":
                raise UserError(
                    self.env._(
                        "%s was closed: nobody there could work on a task.",
                        self.display_name,
                    )
                )
            self.env["project.project"].create(self._prepare_project_vals())
            self._sync_shared_projects()
        return self.project_ids[:1]

    def _prepare_project_vals(self):
        ref = self.env.ref
        stages = [ref(f"distributor_project.project_task_type_{n}").id for n in STAGES]
        return {
            "name": self.env._("Shared with %s", self.display_name),
            "distributor_id": self.id,
            "company_id": self.company_id.id,
            "privacy_visibility": "portal",
            "user_id": self.user_id.id,
            "type_ids": [fields.Command.set(stages)],
        }

    # who takes part

    def _may_share_tasks(self, user):
        """Tell whether a user works on the shared tasks: who only looks, does not."""
        return any(self._user_can(right, user) for right in ("order", "money"))

    @api.model
    def _get_shared_for_user(self, user):
        """Return the distributors with whose tasks a portal user works."""
        found = self._get_all_for_user(user)
        return found.filtered(lambda one: one._may_share_tasks(user))

    def _sync_shared_projects(self):
        """Invite to the shared projects who works for the distributor now.

        Those who do not any more are taken out, with the links they may keep.
        """
        # sudo: follows the membership, which was checked where it changed
        for distributor in self.sudo():
            projects = distributor.project_ids
            if not projects:
                continue
            members = distributor.with_context(active_test=False).member_ids
            contacts = distributor._get_contact_users()
            everybody = members.user_id | contacts
            people = everybody.filtered(distributor._may_share_tasks).partner_id
            projects._share_with(people, everybody.partner_id - people)

    def _rotate_document_tokens(self):
        result = super()._rotate_document_tokens()
        # sudo: as the links of orders and invoices, which end here as well
        self.sudo().project_ids._end_links()
        return result

    # the portal; callers resolved the distributor from the session

    def _get_portal_projects(self, user):
        """Return the projects a visitor works on for this distributor."""
        self.ensure_one()
        if not self._may_share_tasks(user):
            return self.project_ids.browse()
        return self.project_ids

    def _get_portal_tasks(self, user):
        return super()._get_portal_tasks(user) + self._get_portal_shared_tasks(user)

    def _get_portal_shared_tasks(self, user):
        projects = self._get_portal_projects(user)
        if not projects:
            return []
        tasks = self.env["project.task"].search(
            [
                ("project_id", "in", projects.ids),
                ("for_distributor", "=", True),
                ("is_closed", "=", False),
            ],
            order="date_deadline, id",
            limit=SHOWN + 1,
        )
        if len(tasks) > SHOWN:
            return [
                self._prepare_portal_task(
                    "shared_tasks",
                    self.env._("Work on your tasks with us"),
                    f"/my/projects/{projects[0].id}",
                    self.env._("%s is next", tasks[0].name),
                    urgent=self._is_late(tasks[0]),
                )
            ]
        return [self._prepare_shared_task(task) for task in tasks]

    def _is_late(self, task):
        return bool(task.date_deadline) and (
            self._get_day(task.date_deadline) < self._get_today()
        )

    def _prepare_shared_task(self, task):
        detail = ""
        if task.date_deadline:
            day = format_date(self.env, self._get_day(task.date_deadline))
            detail = self.env._("until %s", day)
        return self._prepare_portal_task(
            "shared_task",
            task.name,
            f"/my/projects/{task.project_id.id}/task/{task.id}",
            detail,
            urgent=self._is_late(task),
        )
