// OCA's settings, reduced to what finds mistakes. Odoo 19 loads every file of
// static/src and static/tests as an ES module, whatever its name.
const path = require("path");
const {createRequire} = require("module");

const env = process.env.DISTRIBUTION_ENV || path.join(__dirname, ".local");
const tools = createRequire(path.join(env, "node", "package.json"));
const globals = tools("globals");

module.exports = [
    {ignores: [".local/**", "**/static/lib/**"]},
    {
        files: ["**/static/src/**/*.js", "**/static/tests/**/*.js"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: {...globals.browser, odoo: "readonly", luxon: "readonly"},
        },
    },
    {
        files: ["*.cjs"],
        languageOptions: {sourceType: "commonjs", globals: globals.node},
    },
    {
        rules: {
            complexity: ["warn", 15],
            eqeqeq: "error",
            "init-declarations": "error",
            "no-cond-assign": "error",
            "no-const-assign": "error",
            "no-debugger": "error",
            "no-dupe-keys": "error",
            "no-duplicate-case": "error",
            "no-duplicate-imports": "error",
            "no-empty-function": "error",
            "no-eq-null": "error",
            "no-eval": "error",
            "no-lonely-if": "error",
            "no-return-assign": "error",
            "no-undef": "error",
            "no-unneeded-ternary": "error",
            "no-unreachable": "error",
            "no-unsafe-finally": "error",
            "no-unused-expressions": "error",
            "no-unused-vars": "error",
            "no-use-before-define": "error",
            "operator-assignment": ["error", "always"],
            "prefer-const": "error",
            "spaced-comment": ["error", "always"],
        },
    },
];
