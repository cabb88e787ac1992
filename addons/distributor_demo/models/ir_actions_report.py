# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re

from odoo import models

STYLE = re.compile(r'<link[^>]*href="(/web/assets/[^"]+\.css)"[^>]*>')
SCRIPT = re.compile(r'<script[^>]*\ssrc="[^"]*"[^>]*>\s*</script>')
REMOTE = re.compile(r"@font-face\s*{[^}]*}|@import[^;]*;")


class IrActionsReport(models.Model):
    """Prints while the brand is made, when no server answers for style sheets yet."""

    _inherit = "ir.actions.report"

    def _pre_render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        offline = self.env.context.get("distributor_demo_offline")
        if offline and self.get_wkhtmltopdf_state() == "install":
            return self._render_qweb_html(report_ref, res_ids, data=data)
        return super()._pre_render_qweb_pdf(report_ref, res_ids=res_ids, data=data)

    def _run_wkhtmltopdf(
        self, bodies, report_ref=False, header=None, footer=None, **options
    ):
        if self.env.context.get("distributor_demo_offline"):
            bodies = [self._embed_styles(body) for body in bodies]
            header = header and self._embed_styles(header)
            footer = footer and self._embed_styles(footer)
        return super()._run_wkhtmltopdf(
            bodies, report_ref=report_ref, header=header, footer=footer, **options
        )

    def _embed_styles(self, html):
        """Return a page that needs nothing from a server but the fonts it may lack."""
        return STYLE.sub(
            lambda link: f"<style>{self._get_styles(link[1])}</style>",
            SCRIPT.sub("", html),
        )

    def _get_styles(self, url):
        """Return the text of a style sheet, as the server would answer with it."""
        # sudo: style sheets are public
        env = self.sudo().env
        filename = url.rsplit("/", 1)[1]
        name, rtl, _kind, prefix = env["ir.asset"]._parse_bundle_name(filename, False)
        bundle = env["ir.qweb"]._get_asset_bundle(
            name, css=True, js=False, rtl=rtl, autoprefix=prefix
        )
        return REMOTE.sub("", bundle.css().raw.decode())
