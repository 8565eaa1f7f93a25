// GIFT on stdin -> what gift-pegjs understands, as JSON.
const { parse } = require("gift-pegjs");
process.stdout.write(JSON.stringify(parse(require("fs").readFileSync(0, "utf8"))));
