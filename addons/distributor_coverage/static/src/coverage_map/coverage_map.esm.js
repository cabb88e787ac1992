import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {getCredit, loadShapes} from "./coverage_shapes.esm";
import {getStep, makeScale} from "./coverage_scale.esm";
import {_t} from "@web/core/l10n/translation";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {KeepLast} from "@web/core/utils/concurrency";
import {formatCurrency} from "@web/core/currency";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";

const MODEL = "distributor.coverage";

/**
 * Where the channel sells: a map of provinces or countries with a list of the same
 * figures beside it.
 */
export class CoverageMap extends Component {
    static template = "distributor_coverage.CoverageMap";
    static components = {ControlPanel};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.list = useRef("list");
        this.state = useState({
            mapCode: null,
            measure: "sales",
            period: "year",
            ...this.props.state?.choices,
            active: null,
            data: null,
            map: null,
        });
        useSetupAction({
            getLocalState: () => ({
                choices: {
                    mapCode: this.state.mapCode,
                    measure: this.state.measure,
                    period: this.state.period,
                },
            }),
        });
        onWillStart(() => this.load());
    }

    // Choices ----------------------------------------------------------------------

    get choices() {
        return [
            {
                name: "mapCode",
                label: _t("Map"),
                options: [
                    ["china", _t("China")],
                    ["world", _t("World")],
                ],
            },
            {
                name: "measure",
                label: _t("Measure"),
                options: [
                    ["sales", _t("Sales")],
                    ["distributors", _t("Distributors")],
                    ["gaps", _t("Gaps")],
                ],
            },
        ];
    }

    get periods() {
        return [
            ["month", _t("This Month")],
            ["quarter", _t("Last 3 Months")],
            ["year", _t("This Year")],
            ["twelve", _t("Last 12 Months")],
            ["all", _t("All Time")],
        ];
    }

    async choose(name, value) {
        this.state[name] = value;
        await this.load();
    }

    async load() {
        const {mapCode, measure, period} = this.state;
        const data = await this.keepLast.add(
            this.orm.call(MODEL, "get_map", [mapCode, measure, period])
        );
        const map = await this.keepLast.add(loadShapes(data.map_code));
        Object.assign(this.state, {mapCode: data.map_code, active: null, data, map});
        this.prepare();
    }

    // Figures ----------------------------------------------------------------------

    /** Derive from the figures what is drawn, once for each answer of the server. */
    prepare() {
        const {places, measure} = this.state.data;
        this.scale =
            measure === "gaps" ? [] : makeScale(places.map((place) => place.value));
        for (const place of places) {
            place.known = Boolean(
                place.orders || place.distributors || place.has_territory
            );
            place.label = this.describe(place);
        }
        this.drawn = places.filter((place) => place.key in this.state.map.shapes);
        this.rows = places.filter((place) => this.isListed(place));
        this.rows.sort((one, other) =>
            measure === "gaps"
                ? one.value - other.value || other.sales - one.sales
                : other.value - one.value
        );
        this.hidden = measure === "gaps" ? this.data.total - this.rows.length : 0;
    }

    /** Of the world, a country where nothing is would only fill the list with gaps. */
    isListed(place) {
        if (this.data.measure === "gaps" && this.data.map_code === "world") {
            return place.gap && place.known;
        }
        return Boolean(place.value);
    }

    get data() {
        return this.state.data;
    }

    get isEmpty() {
        return !this.rows.length && !this.hidden;
    }

    /** @returns {String[]} why nothing is listed, and what can be done about it */
    get emptyText() {
        return {
            sales: [
                _t("Nothing sold here in this period"),
                _t(
                    "Choose another period or map. Confirmed orders of distributors count at their ship-to address."
                ),
            ],
            distributors: [
                _t("No active distributor here"),
                _t(
                    "Distributors stand where their address is: enter its country and state."
                ),
            ],
            gaps: [
                _t("No gap"),
                _t("Each place has a territory and an active distributor."),
            ],
        }[this.data.measure];
    }

    get credit() {
        return getCredit(this.data.map_code);
    }

    get outside() {
        return this.join(this.data.outside);
    }

    money(value, options) {
        return formatCurrency(value, this.data.currency.id, options);
    }

    /** What is not zero, without the measure if it stands beside. */
    join({sales, orders, distributors}, without) {
        const figures = {
            sales: sales && this.money(sales),
            orders: orders && _t("Orders: %s", formatInteger(orders)),
            distributors:
                distributors && _t("Distributors: %s", formatInteger(distributors)),
        };
        return Object.entries(figures)
            .filter(([name, figure]) => figure && name !== without)
            .map(([, figure]) => figure)
            .join(" · ");
    }

    getFigures(place) {
        return this.join(place, this.data.measure);
    }

    getGap(place) {
        const labels = {
            no_territory: _t("No territory"),
            no_distributor: _t("No distributor"),
        };
        return labels[place.gap] || "";
    }

    describe(place) {
        const figures = [place.formatted, this.getFigures(place)];
        if (this.data.measure !== "gaps") {
            figures.push(this.getGap(place));
        }
        return `${place.name}: ${figures.filter(Boolean).join(" · ")}`;
    }

    getStyle(place) {
        return this.data.measure === "gaps"
            ? `o_coverage_gap_${place.gap || "none"}`
            : `o_coverage_step_${getStep(this.scale, place.value)}`;
    }

    /** The pattern is in the page, where a style sheet cannot refer to. */
    getFill(style) {
        const hatched = style === "o_coverage_gap_no_distributor";
        return hatched ? "url(#o_coverage_hatch)" : undefined;
    }

    getShape(place) {
        return this.state.map.shapes[place.key];
    }

    isFocusable(place) {
        return place.known || (this.data.measure === "gaps" && this.isListed(place));
    }

    /** What is pointed at; its outline is drawn above the neighbours. */
    get activeShape() {
        const {active, map} = this.state;
        return active && map.shapes[active];
    }

    get legend() {
        if (this.data.measure === "gaps") {
            return [
                ["o_coverage_gap_none", _t("Covered")],
                ["o_coverage_gap_no_distributor", _t("No distributor")],
                ["o_coverage_gap_no_territory", _t("No territory")],
            ];
        }
        const format = (value) =>
            this.data.measure === "sales"
                ? this.money(value, {humanReadable: value >= 10000})
                : formatInteger(value);
        const steps = this.scale.map(({min, max, step}) => [
            `o_coverage_step_${step}`,
            min === max ? format(min) : `${format(min)} – ${format(max)}`,
        ]);
        return [["o_coverage_step_0", _t("None")], ...steps];
    }

    // Pointing and opening ---------------------------------------------------------

    point(key, fromMap) {
        this.state.active = key;
        const list = this.list.el;
        const row = fromMap && key && list?.querySelector(`[data-key="${key}"]`);
        if (row && list.scrollHeight > list.clientHeight) {
            list.scrollTop = row.offsetTop - (list.clientHeight - row.clientHeight) / 2;
        }
    }

    async open(place) {
        if (!this.isFocusable(place)) {
            return null;
        }
        if (this.data.map_code === "world" && place.key === "cn") {
            return this.choose("mapCode", "china");
        }
        const {map_code, measure, period} = this.data;
        const action = await this.orm.call(MODEL, "action_open_place", [
            map_code,
            place.key,
            measure,
            period,
        ]);
        return this.action.doAction(action);
    }

    onKeydown(ev, place) {
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.open(place);
        }
    }
}

registry.category("actions").add("distributor_coverage_map", CoverageMap);
