// What an old browser knows of CSS: Safari of iOS 12.5, beside which Firefox 115 and Chrome 109 are young.
// A rule with a selector that it does not know is dropped whole, a declaration that it does not know alone.
export const BROWSERS = ["ios_saf 12.2-12.5", "firefox 115", "chrome 109"];

const SELECTOR = /:(has|is|where|focus-visible|autofill|modal|popover-open|dir)\b|:not\([^()]*,/;
const PROPERTY =
  /^((margin|padding)-(block|inline)|border-(block|inline)-(color|style|width)|inset(-.*)?|rotate|scale|translate|appearance|aspect-ratio|accent-color|content-visibility|contain|container(-.*)?|(text-)?size-adjust|text-wrap|hyphen.*|forced-color-adjust|print-color-adjust|box-decoration-break|mask|overflow-(block|inline)|scrollbar-.*|overscroll-.*)$/;
const VALUES = [
  ["", /\b(clamp|color-mix|light-dark|round|abs)\(|\b\d*\.?\d+[dsl]v[hwi]\b/],
  ["overflow-wrap", /anywhere/],
  ["overflow", /clip/],
  ["float", /inline-/],
  ["clear", /inline-/],
  ["text-decoration", /\S\s+\S/],
  ["position", /sticky/],
  ["content", / \/ /],
  ["display", /\S\s+\S/],
];

// What may be missing: without it a page is only less fine.
const DISPENSABLE =
  /^(text-size-adjust|text-wrap|hyphen.*|forced-color-adjust|container(-.*)?|position)$/;

export const knowsSelector = (selector) => !SELECTOR.test(selector);

export const knows = ({ prop, value }) =>
  !PROPERTY.test(prop) && !VALUES.some(([name, pattern]) => (!name || name === prop) && pattern.test(value));

// Whether what a declaration says may be missing, or the same rule says it before in older words.
export const mayBeDropped = (declaration) => {
  const before = declaration.parent.nodes.slice(0, declaration.parent.index(declaration));
  const names = [declaration.prop, `-webkit-${declaration.prop}`];
  return DISPENSABLE.test(declaration.prop) || before.some((other) => names.includes(other.prop) && knows(other));
};

// Whether a block is for younger browsers alone.
export const isForYounger = ({ type, name, params }) =>
  type === "atrule" && (name === "container" || (name === "supports" && params.startsWith("selector(")));

// Whether a block is for older browsers alone.
export const isForOlder = ({ type, name, params }) => type === "atrule" && name === "supports" && params === "not (inset: 0)";
