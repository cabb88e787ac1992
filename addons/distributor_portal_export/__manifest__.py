# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Exports from the Portal",
    "summary": "A distributor takes the lists of its portal along, as XLSX or PDF",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "security/distributor_portal_export_security.xml",
        "data/ir_cron_data.xml",
        "data/mail_template_data.xml",
        "report/distributor_portal_export_reports.xml",
        "report/distributor_portal_export_templates.xml",
        "views/distributor_portal_export_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_export/static/src/interactions/export_progress.esm.js",
        ],
    },
}
