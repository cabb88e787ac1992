const LIB = "/distributor_coverage/static/lib/svg-maps";
const VERSION = "2.0.0";
const shapeCache = {};

/**
 * @param {String} mapCode
 * @returns {Promise<{viewBox: String, shapes: Object}>} each file is fetched once
 */
export async function loadShapes(mapCode) {
    if (!shapeCache[mapCode]) {
        const response = await fetch(`${LIB}/${mapCode}.json?v=${VERSION}`);
        if (!response.ok) {
            throw new Error(`${response.url}: ${response.status}`);
        }
        shapeCache[mapCode] = await response.json();
    }
    return shapeCache[mapCode];
}

/**
 * @param {String} mapCode
 * @returns {Object} what the licence of the shapes asks to be shown
 */
export function getCredit(mapCode) {
    const name = `@svg-maps/${mapCode}`;
    return {
        name,
        url: `https://www.npmjs.com/package/${name}`,
        authors: "Victor Cazanave, MapSVG",
        license: "CC BY 4.0",
        licenseUrl: `${LIB}/LICENSE`,
    };
}
