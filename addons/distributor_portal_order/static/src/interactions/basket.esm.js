/**
 * What is to be ordered, kept in the browser: neither a reload nor a lost connection
 * loses it. The key is made when the basket begins; whatever is submitted twice with it
 * is one order.
 */

function makeKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function getPrice(line) {
    let price = line.price || 0;
    for (const [from, lower] of line.steps || []) {
        if (line.quantity >= from) {
            price = lower;
        }
    }
    return price;
}

export function formatQuantity(quantity) {
    return String(Math.round(quantity * 10000) / 10000);
}

export class Basket {
    constructor(name) {
        this.name = name;
        this.load();
    }

    load() {
        let kept = null;
        try {
            kept = JSON.parse(localStorage.getItem(this.name));
        } catch {
            // what is unreadable, or a browser that keeps nothing, is an empty basket
        }
        this.key = (kept && kept.key) || "";
        this.lines = (kept && kept.lines) || {};
    }

    save() {
        try {
            localStorage.setItem(
                this.name,
                JSON.stringify({key: this.key, lines: this.lines})
            );
        } catch {
            // without storage the basket lasts as long as the page
        }
    }

    clear() {
        this.key = "";
        this.lines = {};
        try {
            localStorage.removeItem(this.name);
        } catch {
            // nothing was kept
        }
    }

    get count() {
        return Object.keys(this.lines).length;
    }

    /** Sets what is known of a product, and its quantity; 0 takes it out. */
    set(product, quantity, known = {}) {
        this.key ||= makeKey();
        if (quantity > 0) {
            this.lines[product] = {...this.lines[product], ...known, quantity};
        } else {
            delete this.lines[product];
        }
        if (!this.count) {
            this.key = "";
        }
        this.save();
    }

    get text() {
        return Object.entries(this.lines)
            .map(([product, line]) => `${product}-${formatQuantity(line.quantity)}`)
            .join("_");
    }

    /** Takes over the text of an address: `12-6_15-2.5`. */
    setText(text, key) {
        const lines = {};
        for (const part of text.split("_").filter(Boolean)) {
            const [product, quantity] = part.split("-");
            lines[product] = {...this.lines[product], quantity: Number(quantity)};
        }
        this.lines = lines;
        this.key = key;
        this.save();
    }

    /** What it will cost by the prices that were shown; the server decides. */
    get estimate() {
        return Object.values(this.lines).reduce(
            (sum, line) => sum + line.quantity * getPrice(line),
            0
        );
    }

    getUrl(ship) {
        const query = new URLSearchParams({lines: this.text, key: this.key});
        if (ship) {
            query.set("ship", ship);
        }
        return `/my/distribution/order/check?${query}`;
    }
}

/** Returns a number as somebody wrote it; 0 for whatever is none. */
export function readQuantity(text) {
    const value = Number(String(text).trim().replace(",", "."));
    return Number.isFinite(value) && value > 0 ? Math.min(value, 1000000) : 0;
}

/** Returns the least quantity that is enough, in whole packs; 0 stays 0. */
export function roundUp(quantity, minimum, step, packed) {
    if (!quantity) {
        return 0;
    }
    const wanted = Math.max(quantity, minimum);
    return packed ? Math.ceil(wanted / step - 1e-6) * step : wanted;
}

/** Returns the quantity after a tap on more (1) or less (-1). */
export function move(quantity, direction, minimum, step) {
    if (direction > 0) {
        return quantity ? Math.max(quantity + step, minimum) : Math.max(minimum, step);
    }
    const less = quantity - step;
    return less < Math.max(minimum, 0) ? 0 : less;
}
