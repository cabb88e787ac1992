export const STEPS = 5;

/**
 * Divide values into at most five steps with about as many places in each; equal values
 * are in the same step.
 *
 * @param {Number[]} values only those above zero count
 * @returns {{min: Number, max: Number, step: Number}[]} lowest first; step is 1 to 5,
 *  so that a single step is as dark as the highest one
 */
export function makeScale(values) {
    const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
    const wanted = Math.min(STEPS, new Set(sorted).size);
    const classes = [];
    for (const [rank, value] of sorted.entries()) {
        const last = classes.at(-1);
        const number = Math.floor((rank * wanted) / sorted.length);
        if (last && (last.max === value || last.number === number)) {
            last.max = value;
        } else {
            classes.push({number, min: value, max: value});
        }
    }
    return classes.map(({min, max}, index) => ({
        min,
        max,
        step: STEPS - classes.length + index + 1,
    }));
}

/**
 * @param {{min: Number, max: Number, step: Number}[]} scale
 * @param {Number} value
 * @returns {Number} the step of a value, 0 if it has none
 */
export function getStep(scale, value) {
    const found = scale.find(({min, max}) => min <= value && value <= max);
    return found ? found.step : 0;
}
