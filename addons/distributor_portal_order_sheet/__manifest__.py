# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Order by Sheet in the Portal",
    "summary": "Download a sheet, fill in quantities, upload it: one draft per address",
    "version": "19.0.1.1.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal_order"],
    "data": [
        "security/distributor_order_draft_security.xml",
        "security/ir.model.access.csv",
        "views/distributor_order_draft_views.xml",
        "views/distributor_order_draft_menus.xml",
        "views/portal_order_sheet_templates.xml",
        "views/portal_order_sheet_preview_templates.xml",
        "views/portal_order_sheet_links_templates.xml",
    ],
}
