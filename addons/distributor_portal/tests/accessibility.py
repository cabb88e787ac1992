# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Check pages with axe-core against WCAG 2.1, levels A and AA."""

import json
import os
from pathlib import Path

# Each page is shown in a frame of the width of a phone, in one browser. What the frame
# of every portal page holds (header, footer) is stock's, so only our part is looked at.
CHECK = """
const urls = %(urls)s;
const options = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]};
async function check(url) {
    const frame = document.createElement("iframe");
    frame.style = "width: %(width)spx; height: 844px; border: 0";
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
    const said = [];
    if (page.documentElement.scrollWidth > frame.clientWidth) {
        said.push(`${url}: ${page.documentElement.scrollWidth} px wide`);
    }
    await new Promise((resolve) => {
        const script = page.createElement("script");
        script.onload = resolve;
        script.src = "%(axe)s";
        page.head.append(script);
    });
    const result = await frame.contentWindow.axe.run(part, options);
    for (const violation of result.violations) {
        for (const node of violation.nodes) {
            said.push(`${url}: ${violation.id}: ${node.html.slice(0, 200)}`);
        }
    }
    frame.remove();
    return said;
}
(async () => {
    const said = [];
    for (const url of urls) {
        said.push(...(await check(url)));
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

    def assert_accessible(self, urls, login, width=360):
        """Fail for each violation on the pages, and where one scrolls sideways.

        :param urls: addresses of pages of the portal
        :param width: of the screen, in pixels
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
        code = CHECK % {
            "urls": json.dumps(list(urls)),
            "width": width,
            "axe": script.url,
        }
        self.browser_js(urls[0], code, login=login, timeout=120)
