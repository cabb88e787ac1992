# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL


class DistributorMarketingDownload(models.Model):
    """Says that somebody of a distributor took a version of a file, and when."""

    _name = "distributor.marketing.download"
    _description = "Marketing File Downloaded"
    _order = "date_last desc, id desc"
    _rec_name = "file_id"

    file_id = fields.Many2one(
        "distributor.marketing.file", required=True, readonly=True, ondelete="restrict"
    )
    version = fields.Integer(related="file_id.version", store=True, aggregator=None)
    category_id = fields.Many2one(related="file_id.category_id", store=True)
    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", "Taken By", required=True, readonly=True, ondelete="restrict"
    )
    date_first = fields.Datetime("First Time", required=True, readonly=True)
    date_last = fields.Datetime("Last Time", required=True, readonly=True)
    count = fields.Integer("Times", required=True, readonly=True)

    _reader_uniq = models.Constraint(
        "UNIQUE (file_id, distributor_id, user_id)",
        "This person has taken the file already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Only a download in the portal counts."))
        return super().create(vals_list)

    @api.model
    def _record(self, file, distributor, user):
        """Note that a user takes a file; each of its downloads counts.

        Two downloads at once must not refuse each other, so the database counts. The
        caller resolved the distributor from the session of this user.
        """
        self.env.execute_query(
            SQL(
                """
                INSERT INTO distributor_marketing_download AS own
                       (file_id, version, category_id, distributor_id, company_id,
                        user_id, date_first, date_last, count,
                        create_uid, create_date, write_uid, write_date)
                VALUES (%(file)s, %(version)s, %(category)s, %(distributor)s,
                        %(company)s, %(user)s, %(now)s, %(now)s, 1,
                        %(user)s, %(now)s, %(user)s, %(now)s)
                ON CONFLICT (file_id, distributor_id, user_id)
                DO UPDATE SET count = own.count + 1, date_last = EXCLUDED.date_last
                RETURNING id
                """,
                file=file.id,
                version=file.version,
                category=file.category_id.id,
                distributor=distributor.id,
                company=distributor.company_id.id,
                user=user.id,
                now=fields.Datetime.now(),
            )
        )
        self.invalidate_model(["count", "date_last"])
        file.invalidate_recordset(["download_ids"])
