/*
 * Makes china.json and world.json beside this file from the npm packages:
 *
 *     npm install @svg-maps/china@2.0.0 @svg-maps/world@2.0.0
 *     NODE_PATH=node_modules node convert.cjs
 *
 * {viewBox, shapes: {id: {path, dot: [x, y] of a shape too small to be seen}}}, in
 * tenths of the original unit and whole numbers.
 */
const fs = require("fs");
const path = require("path");

const SCALE = 10;
const SMALL = 80;
/* Parts of a country that have an id of their own in the world map only */
const PART_OF = {go: "tf", ju: "tf"};

const load = (name) => {
    const module = require(name);
    return module.default || module;
};

/** Return the rings of a path as lists of absolute points. */
function parse(text) {
    const tokens = text.match(/[mz]|-?\d*\.?\d+(?:e-?\d+)?/gi);
    const rings = [];
    let [x, y, start, ring] = [0, 0, [0, 0], null];
    for (let i = 0; i < tokens.length; ) {
        if (tokens[i] === "z") {
            [x, y] = start;
            i++;
            continue;
        }
        const begins = tokens[i] === "m";
        i += begins ? 1 : 0;
        x += Number(tokens[i++]);
        y += Number(tokens[i++]);
        if (begins) {
            start = [x, y];
            ring = [];
            rings.push(ring);
        }
        ring.push([x, y]);
    }
    return rings;
}

function round(ring) {
    const points = ring.map((point) => point.map((value) => Math.round(value * SCALE)));
    const kept = points.filter((point, i) => {
        const before = points[(i || points.length) - 1];
        return point[0] !== before[0] || point[1] !== before[1];
    });
    /* what lies on a straight line says nothing */
    return kept.filter((point, i) => {
        const before = kept[(i || kept.length) - 1];
        const after = kept[(i + 1) % kept.length];
        const cross =
            (point[0] - before[0]) * (after[1] - before[1]) -
            (point[1] - before[1]) * (after[0] - before[0]);
        return cross !== 0;
    });
}

function write(rings) {
    return rings
        .map((ring) => {
            let [x, y] = [0, 0];
            const steps = ring.map((point, i) => {
                const step = i ? [point[0] - x, point[1] - y] : point;
                [x, y] = point;
                return step.join(" ").replace(" -", "-");
            });
            /* absolute where a ring begins, so that rings do not depend on each other */
            return `M${steps[0]}l${steps.slice(1).join(" ").replaceAll(" -", "-")}z`;
        })
        .join("");
}

function bounds(rings) {
    const points = rings.flat();
    const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function makeShape(rings) {
    const [left, top, right, bottom] = bounds(rings).map((v) => Math.round(v * SCALE));
    const visible = rings.map(round).filter((ring) => ring.length > 2);
    const shape = {path: write(visible)};
    if (Math.max(right - left, bottom - top) < SMALL) {
        shape.dot = [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
    }
    return shape;
}

function save(name, viewBox, shapes) {
    const box = viewBox.split(" ").map((value) => Number(value) * SCALE);
    const lines = Object.keys(shapes)
        .sort()
        .map((id) => `"${id}":${JSON.stringify(makeShape(shapes[id]))}`);
    fs.writeFileSync(
        path.join(__dirname, `${name}.json`),
        `{"viewBox":"${box.join(" ")}","shapes":{\n${lines.join(",\n")}\n}}\n`
    );
}

const china = load("@svg-maps/china");
const world = load("@svg-maps/world");

const countries = {};
for (const {id, path: text} of world.locations) {
    const country = id.startsWith("um-") ? "um" : PART_OF[id] || id;
    countries[country] = [...(countries[country] || []), ...parse(text)];
}
const provinces = {};
for (const {id, path: text} of china.locations) {
    provinces[id] = parse(text);
}

/* Both maps have the same projection: the box of the provinces is that of the country.
   The package of China lacks one province, whose shape is that of the world map. */
const from = bounds(countries.cn);
const to = bounds(Object.values(provinces).flat());
const zoom = (axis) => (to[axis + 2] - to[axis]) / (from[axis + 2] - from[axis]);
provinces.taiwan = countries.tw.map((ring) =>
    ring.map((point) => [0, 1].map((i) => (point[i] - from[i]) * zoom(i) + to[i]))
);

save("china", china.viewBox, provinces);
save("world", world.viewBox, countries);
