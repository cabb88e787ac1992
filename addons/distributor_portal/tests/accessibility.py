# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Check pages with axe-core against WCAG 2.1, levels A and AA."""

import json
import os
from pathlib import Path

# a phone, a tablet and a desk
WIDTHS = (360, 768, 1440)
AT_ONCE = 8  # pages that one browser looks at
# Each page is shown in a frame, which is made wider, in one browser. What each page of
# the portal holds besides (header, footer, the form of payment) is stock's: only our
# part is looked at.
CHECK = """
const urls = %(urls)s;
const widths = %(widths)s;
const options = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]};
const late = (url) =>
    new Promise((resolve) => setTimeout(() => resolve([`${url}: not in time`]), 40000));
async function check(url) {
    const frame = document.createElement("iframe");
    frame.style = `width: ${widths[0]}px; height: 844px; border: 0`;
    document.body.append(frame);
    await new Promise((resolve) => {
        frame.onload = resolve;
        frame.src = url;
    });
    const page = frame.contentDocument;
    const part = page.querySelector(".o_distributor_portal");
    if (!part) {
        return [`${url}: no page of the suite`];
    }
    await page.fonts.ready;
    await new Promise((resolve) => {
        const script = page.createElement("script");
        script.onload = resolve;
        script.src = "%(axe)s";
        page.head.append(script);
    });
    const said = [];
    for (const width of widths) {
        frame.style.width = `${width}px`;
        const {scrollWidth, clientWidth} = page.documentElement;
        if (scrollWidth > clientWidth) {
            said.push(`${url}: ${scrollWidth} px wide on ${width}`);
        }
        if (width !== widths[0] && width !== widths.at(-1)) {
            continue; // in between only the layout is another
        }
        const looked = {include: [part], exclude: [".o_payment_form"]};
        const result = await frame.contentWindow.axe.run(looked, options);
        for (const violation of result.violations) {
            for (const node of violation.nodes) {
                const html = node.html.slice(0, 200);
                said.push(`${url}: ${width}: ${violation.id}: ${html}`);
            }
        }
    }
    frame.remove();
    return said;
}
(async () => {
    const said = [];
    for (const url of urls) {
        said.push(...(await Promise.race([check(url), late(url)])));
    }
    if (said.length) {
        console.error(said.join("\\n"));
    } else {
        console.log("test successful");
    }
})();
"""


class AccessibilityMixin:
    """For an `HttpCase`."""

    def assert_accessible(self, urls, login, widths=WIDTHS):
        """Fail for each violation on the pages, and where one scrolls sideways.

        :param urls: addresses of pages of the portal
        :param widths: of the screen, in pixels
        """
        axe = Path(os.environ["NODE_PATH"], "axe-core", "axe.min.js")
        script = self.env["ir.attachment"].create(
            {
                "name": axe.name,
                "url": f"/{axe.name}",
                "raw": axe.read_bytes(),
                "mimetype": "text/javascript",
                "public": True,
            }
        )
        for start in range(0, len(urls), AT_ONCE):
            code = CHECK % {
                "urls": json.dumps(urls[start : start + AT_ONCE]),
                "widths": json.dumps(widths),
                "axe": script.url,
            }
            self.browser_js(urls[0], code, login=login, timeout=180)
