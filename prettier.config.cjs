// OCA's settings. The plugin lives with the other tools of scripts/setup.
const path = require("path");
const {createRequire} = require("module");

const env = process.env.DISTRIBUTION_ENV || path.join(__dirname, ".local");
const tools = createRequire(path.join(env, "node", "package.json"));

module.exports = {
    bracketSpacing: false,
    printWidth: 88,
    proseWrap: "always",
    semi: true,
    tabWidth: 4,
    trailingComma: "es5",
    xmlWhitespaceSensitivity: "preserve",
    plugins: [tools.resolve("@prettier/plugin-xml")],
};
