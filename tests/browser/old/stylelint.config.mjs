// How stylelint judges our style sheets: nothing that matters may be missing in an old browser.
import stylelint from "stylelint";
import { BROWSERS, isForOlder, isForYounger, knows, knowsSelector, mayBeDropped } from "./known.mjs";

const NAME = "tryg/old-browsers";
const NOT_THERE = `in an old browser (tests/browser/old/known.mjs)`;

const within = (node, test) => {
  for (let around = node.parent; around; around = around.parent) if (test(around)) return true;
  return false;
};

const old = stylelint.createPlugin(NAME, () => (root, result) => {
  const report = (node, message) => stylelint.utils.report({ ruleName: NAME, result, node, message: `${message} (${NAME})` });
  root.walkAtRules("supports", (block) => {
    if (!isForOlder(block) && !isForYounger(block)) report(block, "write @supports selector(…) for younger browsers, or @supports not (inset: 0) for older ones");
  });
  root.walkRules((rule) => {
    if (within(rule, isForYounger)) return;
    if (rule.selectors.length > 1 && !rule.selectors.every(knowsSelector))
      report(rule, `the rule is dropped whole ${NOT_THERE}: give :has(), :is() and :focus-visible a rule of their own`);
    else if (/:(is|where)\(/.test(rule.selector)) report(rule, `the rule is dropped ${NOT_THERE}: write the selectors out`);
  });
  root.walkDecls((declaration) => {
    if (!within(declaration, isForYounger) && !knows(declaration) && !mayBeDropped(declaration))
      report(declaration, `“${declaration.prop}: ${declaration.value}” is dropped ${NOT_THERE}: write older words, or put them before it`);
  });
});

const LOOKED_AFTER = [
  "css-has", // by the rule of our own
  "css-focus-visible", // as css-has: old browsers have an outline of their own
  "css-container-queries", // narrow without them
  "flexbox-gap", // by the browser tests, which measure what stands between links
  "css-color-adjust", // paper without colour
  "css-paged-media", // paper with the browser's own margins
  "text-size-adjust", // no phone
];

export default {
  plugins: ["stylelint-no-unsupported-browser-features", old],
  rules: {
    [NAME]: true,
    "plugin/no-unsupported-browser-features": [true, { browsers: BROWSERS, ignorePartialSupport: true, ignore: LOOKED_AFTER }],
  },
};
