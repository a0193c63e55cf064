// Writes style sheets as an old browser reads them, as JSON: what it does not know is gone. Arguments: files.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import postcss from "postcss";
import { isForOlder, isForYounger, knows, knowsSelector } from "./known.mjs";

const UNKNOWN_ELEMENT = "dialog { display: inline; position: static }\n"; // it has no dialogs either

const asRead = (css) => {
  const sheet = postcss.parse(css);
  sheet.walkAtRules((block) => {
    if (isForYounger(block)) block.remove();
    else if (isForOlder(block)) block.replaceWith(block.nodes);
  });
  sheet.walkRules((rule) => {
    if (!rule.selectors.every(knowsSelector)) rule.remove();
  });
  sheet.walkDecls((declaration) => {
    if (!knows(declaration)) declaration.remove();
  });
  return UNKNOWN_ELEMENT + sheet.toString();
};

process.stdout.write(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((file) => [basename(file), asRead(readFileSync(file, "utf8"))]))));
