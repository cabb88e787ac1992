# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL


class DistributorAnnouncementReading(models.Model):
    """Says that somebody of a distributor has read an announcement, and when.

    The first reading counts and stays; only the pages of the portal write it.
    """

    _name = "distributor.announcement.reading"
    _description = "Announcement Read"
    _order = "date_read desc, id desc"
    _rec_name = "announcement_id"

    announcement_id = fields.Many2one(
        "distributor.announcement", required=True, readonly=True, ondelete="restrict"
    )
    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", "Read By", required=True, readonly=True, ondelete="restrict"
    )
    date_read = fields.Datetime("Read On", required=True, readonly=True)
    date_acknowledged = fields.Datetime("Acknowledged On", readonly=True)

    _reader_uniq = models.Constraint(
        "UNIQUE (announcement_id, distributor_id, user_id)",
        "This person has read the announcement already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Only reading it in the portal counts."))
        return super().create(vals_list)

    @api.model
    def _record(self, announcement, distributor, user):
        """Note that a user reads an announcement, once; return its reading.

        Two pages opened at once are one reading, so the database decides. The caller
        resolved the distributor from the session of this user.
        """
        self.env.execute_query(
            SQL(
                """
                INSERT INTO distributor_announcement_reading
                       (announcement_id, distributor_id, company_id, user_id,
                        date_read, create_uid, create_date, write_uid, write_date)
                VALUES (%(announcement)s, %(distributor)s, %(company)s, %(user)s,
                        %(now)s, %(user)s, %(now)s, %(user)s, %(now)s)
                ON CONFLICT (announcement_id, distributor_id, user_id) DO NOTHING
                RETURNING id
                """,
                announcement=announcement.id,
                distributor=distributor.id,
                company=distributor.company_id.id,
                user=user.id,
                now=fields.Datetime.now(),
            )
        )
        announcement.invalidate_recordset(["reading_ids"])
        return self.search(
            [
                ("announcement_id", "=", announcement.id),
                ("distributor_id", "=", distributor.id),
                ("user_id", "=", user.id),
            ]
        )
