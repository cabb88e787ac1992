# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.distributor.models.group_names import USER


class DistributorDistributor(models.Model):
    """The documents, contracts and penalties in the file of a distributor."""

    _name = "distributor.distributor"
    _inherit = ["distributor.distributor", "distributor.standing"]

    document_ids = fields.One2many(
        "distributor.document", "distributor_id", groups=USER
    )
    document_problem_count = fields.Integer(
        compute="_compute_document_standing", compute_sudo=True, groups=USER
    )
    has_missing_documents = fields.Boolean(
        compute="_compute_document_standing",
        compute_sudo=True,
        search="_search_has_missing_documents",
        groups=USER,
    )
    missing_document_names = fields.Char(
        "Missing Documents",
        compute="_compute_document_standing",
        compute_sudo=True,
        groups=USER,
    )
    contract_ids = fields.One2many(
        "distributor.contract", "distributor_id", groups=USER
    )
    contract_id = fields.Many2one(
        "distributor.contract",
        "Contract Today",
        compute="_compute_contract_id",
        compute_sudo=True,
        search="_search_contract_id",
        groups=USER,
    )
    contract_date_end = fields.Date(
        related="contract_id.date_last", string="Contract Until", groups=USER
    )
    penalty_ids = fields.One2many("distributor.penalty", "distributor_id", groups=USER)
    penalty_count = fields.Integer(
        "Penalties", compute="_compute_penalty_count", groups=USER
    )
    expiry_warning = fields.Text(
        compute="_compute_expiry_warning", compute_sudo=True, groups=USER
    )

    def _compute_document_standing(self):
        today = fields.Date.context_today(self)
        for distributor in self:
            missing = distributor._get_missing_document_types()
            distributor.has_missing_documents = bool(missing)
            distributor.missing_document_names = ", ".join(missing.mapped("name"))
            distributor.document_problem_count = len(missing) + len(
                distributor._get_document_problems(today).filtered(
                    lambda d, m=missing: d.type_id not in m
                )
            )

    def _search_has_missing_documents(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        valid = self._get_valid_document_domain(today)
        # sudo: what levels require is no secret; one condition for each pair
        levels = self.env["distributor.level"].sudo().with_context(active_test=False)
        missing = Domain.OR(
            Domain("level_id", "=", level.id)
            & Domain.OR(
                ~Domain("document_ids", "any", valid & Domain("type_id", "=", kind.id))
                for kind in level.document_type_ids
            )
            for level in levels.search([("document_type_ids", "!=", False)])
        )
        return missing if True in value else ~missing

    @api.model
    def _get_valid_document_domain(self, date):
        return (
            Domain("active", "=", True)
            & Domain("state", "in", ("verified", "expired"))
            & Domain("successor_id", "=", False)
            & (Domain("date_expiry", "=", False) | Domain("date_expiry", ">=", date))
        )

    def _compute_contract_id(self):
        today = fields.Date.context_today(self)
        for distributor in self:
            distributor.contract_id = distributor._get_contract(today)

    def _search_contract_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        valid = (
            Domain("state", "!=", "draft")
            & Domain("date_start", "<=", today)
            & (Domain("date_last", "=", False) | Domain("date_last", ">=", today))
        )
        wanted = [item for item in value if item]
        found = Domain("contract_ids", "any", valid & Domain("id", "in", wanted))
        if len(wanted) < len(value):
            found |= ~Domain("contract_ids", "any", valid)
        return found

    @api.depends("penalty_ids")
    def _compute_penalty_count(self):
        counts = dict(
            self.env["distributor.penalty"]._read_group(
                [("distributor_id", "in", self.ids), ("state", "!=", "withdrawn")],
                ["distributor_id"],
                ["__count"],
            )
        )
        for distributor in self:
            distributor.penalty_count = counts.get(distributor, 0)

    def _compute_expiry_warning(self):
        today = fields.Date.context_today(self)
        for distributor in self:
            found = distributor._get_expiry_findings(today)
            distributor.expiry_warning = "\n".join(text for _kind, text in found)

    def _get_activation_blockers(self):
        blockers = super()._get_activation_blockers()
        if missing := self._get_missing_document_types():
            blockers.append(
                self.env._(
                    "These documents are not verified: %(documents)s.",
                    documents=", ".join(missing.mapped("name")),
                )
            )
        today = fields.Date.context_today(self)
        # sudo: the answer tells only whether there is a contract
        if self.sudo().level_id.requires_contract and not self.sudo()._get_contract(
            today
        ):
            blockers.append(
                self.env._(
                    "Level %(level)s needs a signed contract that holds today.",
                    level=self.level_id.name,
                )
            )
        return blockers

    def _get_order_blockers(self, date):
        return super()._get_order_blockers(date) + [
            text for kind, text in self._get_expiry_findings(date) if kind == "block"
        ]

    def _get_exit_items(self):
        items = super()._get_exit_items()
        today = fields.Date.context_today(self)
        # sudo: whoever reads the distributor may know what its exit waits for
        distributor = self.sudo()
        running = distributor.contract_ids.filtered(
            lambda c: c.state == "signed" and (not c.date_last or c.date_last > today)
        )
        penalties = distributor.penalty_ids.filtered(
            lambda p: p.state in ("draft", "notified")
        )
        return items + [
            {
                "key": "contract",
                "label": self.env._("Contract ended"),
                "done": not running,
                "detail": ", ".join(running.mapped("name")),
            },
            {
                "key": "penalty",
                "label": self.env._("Penalties decided"),
                "done": not penalties,
                "detail": ", ".join(penalties.mapped("clause")),
            },
        ]

    def _view_records(self, action):
        self.ensure_one()
        return dict(
            self.env["ir.actions.act_window"]._for_xml_id(
                f"distributor_document.{action}"
            ),
            domain=[("distributor_id", "=", self.id)],
            context={"default_distributor_id": self.id},
        )

    def action_view_documents(self):
        return self._view_records("distributor_document_action")

    def action_view_contracts(self):
        return self._view_records("distributor_contract_action")

    def action_view_penalties(self):
        return self._view_records("distributor_penalty_action")
