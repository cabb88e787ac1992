# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which shape of `static/lib/svg-maps` is which place, and when a period begins."""

from dateutil.relativedelta import relativedelta

MAPS = ("china", "world")
MEASURES = ("sales", "distributors", "gaps")
#: {period: months before the running one}; "year" begins in January, "all" never
PERIODS = {"month": 0, "quarter": 2, "year": None, "twelve": 11, "all": None}

#: countries of Odoo that the world map does not draw
NOT_DRAWN = ("AQ", "XI")

#: {shape of china.json: code of the state in Odoo}; the spellings are the package's
CHINA = {
    "anhui": "皖",
    "beijing": "京",
    "chongqing": "渝",
    "fujian": "闽",
    "gansu": "甘",
    "guangdong": "粤",
    "guangxi-zhuang": "桂",
    "guizhou": "黔",
    "hainan": "琼",
    "hebei": "冀",
    "heilongjiang": "黑",
    "henan": "豫",
    "hong-kong": "港",
    "hubei": "鄂",
    "hunan": "湘",
    "jiangsu": "苏",
    "jiangxi": "赣",
    "jilin": "吉",
    "liaoning": "辽",
    "macau": "澳",
    "nei-mongol": "蒙",
    "ningxia-hui": "宁",
    "quinghai": "青",
    "shaanxi": "陕",
    "shandong": "鲁",
    "shanghai": "沪",
    "shanxi": "晋",
    "sichuan": "蜀",
    "taiwan": "台",
    "tianjin": "津",
    "xinjiang-uygur": "新",
    "xizang": "藏",
    "yunnan": "滇",
    "zhejiang": "浙",
}


def get_first_day(period, today):
    """Return the first day of a period that ends today, or None for all time.

    >>> from datetime import date
    >>> get_first_day("quarter", date(2026, 1, 15))
    datetime.date(2025, 11, 1)
    >>> get_first_day("year", date(2026, 5, 31))
    datetime.date(2026, 1, 1)
    >>> get_first_day("all", date(2026, 5, 31)) is None
    True
    """
    if period == "year":
        return today.replace(month=1, day=1)
    months = PERIODS[period]
    if months is None:
        return None
    return today.replace(day=1) - relativedelta(months=months)
