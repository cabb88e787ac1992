# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Licence numbers and scanned papers of the demo brand."""

from stdnum.cn import uscc


def make_licence_number(number):
    """Return a made-up unified social credit code whose check digit fits.

    >>> make_licence_number(1)[:-1]
    '91330100MA2Y00001'
    """
    code = f"91330100MA2Y{number:05d}"
    return code + uscc.calc_check_digit(code)


def make_pdf(*lines):
    """Return a page of plain ASCII lines as a PDF.

    >>> make_pdf("Business licence").startswith(b"%PDF-1.4")
    True
    """
    text = " T* ".join(f"({line}) Tj" for line in lines)
    page = f"BT /F1 16 Tf 72 720 Td 28 TL {text} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("ascii")
