# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)


class ChinesePhoneMixin:
    """For an `HttpCase`: the smallest phone, in Chinese."""

    browser_size = "360x780"
    touch_enabled = True

    @classmethod
    def _speak_chinese(cls, *users):
        """Let users read the pages in Chinese.

        The terms of every module are loaded when the language is new, which takes
        seconds.
        """
        languages = cls.env["res.lang"]
        if not languages._get_data(code="zh_CN"):
            languages._activate_lang("zh_CN")
            modules = cls.env["ir.module.module"].search(
                [("name", "=like", "distributor%"), ("state", "=", "installed")]
            )
            modules._update_translations("zh_CN")
        for user in users:
            user.lang = "zh_CN"
