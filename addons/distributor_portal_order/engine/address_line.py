# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Reads a Chinese address that somebody pasted as one line. Plain Python.

Name, phone and place may stand in any order, with or without labels. What is no name
and no phone belongs to the place, whose divisions are looked up in a table. A person
checks the parts before they are kept; the same line gives the same parts each time.
"""

import re
import unicodedata
from dataclasses import dataclass

WHO = "收货人|收件人|联系人"
LABELS = {
    "name": rf"(?:{WHO})姓名|{WHO}|姓名|签收人",
    "phone": rf"(?:{WHO})电话|联系(?:电话|方式)|(?:手机|电话)(?:号码|号)?",
    "place": "(?:详细)?(?:收货|收件|送货)?地址|详细收货地址|所在(?:地区|区域)|地区",
    "zip": "邮政编码|邮编",
}
LABEL = re.compile(
    "(?:" + "|".join(f"(?P<{key}>{words})" for key, words in LABELS.items()) + "):?"
)
MOBILE = r"1[3-9]\d(?:[ -]?\d{4}){2}"
PHONE = re.compile(
    rf"(?<![\d-])(?:(?:\+|00)?86[ -]?)?({MOBILE})(?![\d-]?\d)"
    r"|(?<!\d)(0\d{2,3}[ -]?\d{7,8}(?:(?:-|转)\d{1,5})?)(?!\d)"
    r"|(?<!\d)([48]00[ -]?\d{3,4}[ -]?\d{3,4})(?!\d)"
)
ZIP = re.compile(r"(?:^|[\s,;])(\d{6})(?=$|[\s,;])")
SPLIT = re.compile(r"[\s,;|/\x1f]+")
NAME = re.compile(
    r"(?:[一-鿿·]{2,4}|[一-鿿]{1,4}(?:先生|女士|小姐|老师|经理|老板|总))"
    r"|[A-Za-z][A-Za-z .'-]{1,30}"
)
#: what a name does not end with, but a street does
ENDS = re.compile("[路街道巷弄号室楼栋幢层座村镇乡区县市省店厦苑园城场站库]$")


@dataclass
class Parts:
    """What a line says; empty where it does not say it."""

    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    zip: str = ""


def read_line(text, divisions):
    """Return the `Parts` of a pasted line.

    :param divisions: `divisions.Divisions`
    """
    line = re.sub("(^|[ ,])中国(?=[一-鿿])", r"\1", clean(text))
    parts = Parts()
    line = take_phone(line, parts)
    labelled, line = split_labels(line)
    line = take_zip(line, parts, labelled)
    line = re.sub(r"(?<=[A-Za-z.]) (?=[A-Za-z])", "_", line)  # a name of two words
    tokens = [token.replace("_", " ") for token in SPLIT.split(line) if token]
    parts.name = labelled.get("name") or take_name(tokens, divisions)
    place = " ".join(filter(None, [labelled.get("place", ""), *tokens]))
    fill_place(parts, place, divisions)
    return parts


def clean(text):
    """Make width and kinds of separators alike."""
    text = unicodedata.normalize("NFKC", str(text or ""))
    text = re.sub("[，、。；;]", ",", text)
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", ",", text)).strip(" ,")


def take_phone(line, parts):
    """Take the first phone out of a line; a mark stays where it stood."""
    found = PHONE.search(line)
    if not found:
        return line
    number = next(group for group in found.groups() if group)
    if found.group(1):
        number = re.sub(r"\D", "", number)
    parts.phone = number.replace(" ", "-")
    return f"{line[: found.start()]}\x1f{line[found.end() :]}"


def split_labels(line):
    """Return ({part: text} as labelled, what no label names)."""
    found = [
        one
        for one in LABEL.finditer(line)
        # a label stands at the beginning, after a separator, or has a colon
        if one.group().endswith(":")
        or not line[: one.start()].strip(" ,\x1f")
        or line[one.start() - 1] in " ,\x1f"
    ]
    if not found:
        return {}, line
    labelled, rest = {}, [line[: found[0].start()]]
    ends = [*(one.start() for one in found[1:]), len(line)]
    for one, end in zip(found, ends, strict=True):
        value = line[one.end() : end].strip(" ,:\x1f")
        if one.lastgroup == "place" and labelled.get("place"):
            value = f"{labelled['place']} {value}"
        if one.lastgroup == "name":
            # what follows a name is no part of it
            value, *more = SPLIT.split(value, maxsplit=1) if value else [""]
            rest += more
        labelled[one.lastgroup] = value
    if labelled.get("phone"):
        rest.append(labelled["phone"])
    return labelled, ",".join(rest)


def take_zip(line, parts, labelled):
    code = re.sub(r"\D", "", labelled.get("zip", ""))[:6]
    if len(code) == 6:
        parts.zip = code
        return line
    for holder in ("place", None):
        source = labelled.get("place", "") if holder else line
        found = ZIP.search(source.replace("\x1f", " "))
        if found:
            parts.zip = found.group(1)
            rest = f"{source[: found.start()]} {source[found.end() :]}"
            if holder:
                labelled["place"] = rest.strip()
                return line
            return rest
    return line


def take_name(tokens, divisions):
    """Take the name out of the words of a line: before the place, else after it."""
    start = next(
        (at for at, token in enumerate(tokens) if divisions.begins(token)), len(tokens)
    )
    order = [*range(start), *reversed(range(start + 1, len(tokens)))]
    for at in order:
        token = tokens[at]
        if NAME.fullmatch(token) and not ENDS.search(token):
            del tokens[at]
            return token
    # 张三浙江省杭州市…: a name that nothing separates from the place
    if tokens and start == len(tokens):
        for length in (3, 2, 4):
            if divisions.begins(tokens[0][length:]) and len(tokens[0]) > length + 4:
                name = tokens[0][:length]
                tokens[0] = tokens[0][length:]
                return name
    return ""


def fill_place(parts, text, divisions):
    text = text.strip(" ,:")
    # divisions may be written with spaces or signs between them
    head = re.sub(r"[ ,>\-]+(?=[一-鿿])", "", text)
    place = divisions.split(head)
    parts.province, parts.city, parts.district = place[:3]
    taken = len(head) - len(place.rest)
    parts.street = (skip(text, head[:taken]) or place.rest).strip(" ,-")


def skip(text, taken):
    """Return a text after the characters of another, whatever separates them."""
    at = 0
    for char in taken:
        at = text.find(char, at) + 1
        if not at:
            return ""
    return text[at:]
