// Copyright 2026 Distribution Suite contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
//
// Lighthouse as on a phone, of pages behind a login.
//
// Reads JSON: {server, chrome, pages: {name: path}, session}. Writes JSON: of each page
// its scores, bytes and what keeps it from 100. Between browser and server is what is
// there in production: a proxy that compresses texts. It logs the browser in as well: a
// header that Lighthouse adds is lost as soon as a page sets a cookie.

import * as chromeLauncher from "chrome-launcher";
import {Buffer} from "node:buffer";
import http from "node:http";
import lighthouse from "lighthouse";
import process from "node:process";
import {promisify} from "node:util";
import {URL} from "node:url";
import zlib from "node:zlib";

const gzip = promisify(zlib.gzip);
const TEXT = /text|javascript|json|svg|xml/;
const CATEGORIES = ["performance", "accessibility"];
const METRICS = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
    "server-response-time",
];
// without a graphics card its emulation keeps a page that is ready from being shown
const FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
];

function logIn(headers, session) {
    const others = (headers.cookie || "")
        .split("; ")
        .filter((one) => one && !one.startsWith("session_id="));
    return {...headers, cookie: [`session_id=${session}`, ...others].join("; ")};
}

async function compress(found, body) {
    const headers = {...found.headers};
    delete headers["transfer-encoding"];
    const isText = TEXT.test(headers["content-type"] || "");
    const sent = isText ? await gzip(body) : body;
    if (isText) {
        headers["content-encoding"] = "gzip";
    }
    headers["content-length"] = sent.length;
    return {headers, sent};
}

async function answer(request, response, {server, session}) {
    const headers = logIn(request.headers, session);
    const options = {method: request.method, headers};
    const upstream = http.request(new URL(request.url, server), options);
    upstream.on("response", async (found) => {
        const chunks = [];
        for await (const chunk of found) {
            chunks.push(chunk);
        }
        const answered = await compress(found, Buffer.concat(chunks));
        response.writeHead(found.statusCode, answered.headers);
        response.end(answered.sent);
    });
    upstream.on("error", () => response.destroy());
    request.pipe(upstream);
}

async function startProxy(upstream) {
    const proxy = http.createServer((request, response) =>
        answer(request, response, upstream)
    );
    await new Promise((resolve) => {
        proxy.listen(0, "127.0.0.1", resolve);
    });
    return proxy;
}

function describe({lhr}, path) {
    if (!lhr.finalDisplayedUrl.endsWith(path)) {
        throw new Error(`${path} leads to ${lhr.finalDisplayedUrl}`);
    }
    const failed = lhr.categories.accessibility.auditRefs
        .map((audit) => lhr.audits[audit.id])
        .filter((audit) => audit.score !== null && audit.score < 1);
    const requests = lhr.audits["network-requests"].details.items;
    return {
        ...Object.fromEntries(
            CATEGORIES.map((name) => [name, 100 * lhr.categories[name].score])
        ),
        // what keeps the score of performance from 100, in points
        lost: Object.fromEntries(
            lhr.categories.performance.auditRefs
                .filter((audit) => audit.weight)
                .map(({id, weight}) => [id, weight * (1 - lhr.audits[id].score)])
        ),
        benchmark: lhr.environment.benchmarkIndex,
        bytes: requests.reduce((sum, one) => sum + (one.transferSize || 0), 0),
        metrics: Object.fromEntries(
            METRICS.map((name) => [name, lhr.audits[name]?.numericValue])
        ),
        failed: failed.map((audit) => audit.id),
    };
}

async function main() {
    const chunks = [];
    for await (const chunk of process.stdin) {
        chunks.push(chunk);
    }
    const {server, chrome, pages, session} = JSON.parse(Buffer.concat(chunks));
    const proxy = await startProxy({server, session});
    const browser = await chromeLauncher.launch({
        chromePath: chrome,
        chromeFlags: FLAGS,
    });
    const results = {};
    try {
        for (const [name, path] of Object.entries(pages)) {
            const url = `http://127.0.0.1:${proxy.address().port}${path}`;
            const options = {
                port: browser.port,
                onlyCategories: CATEGORIES,
                logLevel: "error",
            };
            results[name] = describe(await lighthouse(url, options), path);
        }
    } finally {
        browser.kill();
        proxy.close();
    }
    process.stdout.write(JSON.stringify(results));
}

await main();
