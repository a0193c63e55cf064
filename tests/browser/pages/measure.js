// What is measured on a page. Put into it by checks.py; every function returns a list of what is not as it should be.
const measure = (() => {
  const ENOUGH = 44; // px
  const GUTTER = 8; // px
  const MAIN = ".button, .option";
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary";

  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 40);
  const name = (element) =>
    `${element.localName}${element.className && element.className.baseVal === undefined ? "." + element.className : ""} “${short(element.textContent)}”`;
  const hushed = (element) => element.closest(".hush, .skip") !== null;
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !hushed(element);

  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style") || !shown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
      if (boxes.length) yield { node, element, boxes };
    }
  }

  const small = () => {
    const size = (element) => parseFloat(getComputedStyle(element).fontSize);
    const found = [...texts()].filter(({ element }) => size(element) < 17.99).map(({ element }) => `${size(element)} px: ${name(element)}`);
    return size(document.body) < 20 ? [`body ${size(document.body)} px`, ...found] : found;
  };

  // The box that an element cuts what is in it to, or null.
  const frame = (element) => {
    const style = getComputedStyle(element);
    const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
    return clips ? element.getBoundingClientRect() : null;
  };

  // Text that is not wholly to be seen: beside the window, in a box that cuts it, or under other text. It is measured at
  // the end of the page, where the bar at the foot lies in its own place and must not lie over anything.
  const cut = () => {
    const top = scrollY;
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    const found = cutNow();
    scrollTo({ top, behavior: "instant" });
    return found;
  };

  const cutNow = () => {
    const wide = document.documentElement.clientWidth;
    const over = document.scrollingElement.scrollWidth - wide;
    const found = over > 0 ? [`the page scrolls sideways by ${over} px at ${wide} px`] : [];
    const lines = [];
    const frames = new Map(); // asked once for each element: it takes its time
    for (const { node, element, boxes } of texts()) {
      for (const box of boxes) {
        lines.push({ node, element, box });
        if (box.left < -1 || box.right > wide + 1) found.push(`beside the window at ${wide} px: ${name(element)}`);
        for (let around = element; around !== document.body; around = around.parentElement) {
          if (!frames.has(around)) frames.set(around, frame(around));
          const edge = frames.get(around);
          if (!edge) continue;
          if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)
            found.push(`cut by ${name(around)}: ${name(element)}`);
        }
      }
    }
    for (const [at, one] of lines.entries())
      for (const other of lines.slice(at + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (one.node !== other.node && across > 4 && down > Math.min(one.box.height, other.box.height) / 2)
          found.push(`over each other: ${name(one.element)} and ${name(other.element)}`);
      }
    return [...new Set(found)];
  };

  // Words that are cut inside: neither at a sign where an address may break, nor at a hyphen that is written.
  const broken = () => {
    const found = [];
    for (const { node, element } of texts())
      for (const { 0: word, index } of node.data.matchAll(/[^\s./@?=\u00ad\u2010–-]+[.,:;!?)»”]*/g)) {
        const range = document.createRange();
        range.setStart(node, node.data[index - 1] === "\u00ad" ? index + 1 : index); // the hyphen that is drawn belongs to it
        range.setEnd(node, index + word.length);
        const lines = [...range.getClientRects()].filter((box) => box.width > 0.5).map((box) => Math.round(box.top));
        if (new Set(lines).size > 1) found.push(`“${word}” is cut: ${name(element)}`);
      }
    // A badge stays on the line of the word before it.
    for (const badge of document.querySelectorAll("mark > b")) {
      const before = badge.previousSibling, at = badge.getClientRects()[0];
      if (!before || !at) continue;
      const range = document.createRange();
      range.selectNodeContents(before);
      const line = [...range.getClientRects()].pop();
      if (line && (line.bottom < at.top || line.top > at.bottom)) found.push(`a badge is alone: ${name(badge.parentElement)}`);
    }
    return found;
  };

  const inProse = (link) => {
    const block = link.closest("p, li, dd, td");
    return getComputedStyle(link).display === "inline" && block && short(block.innerText).length > short(link.innerText).length;
  };

  const belongs = (point, element) => {
    const hit = document.elementFromPoint(...point);
    const label = hit && hit.closest("label");
    return hit && (element.contains(hit) || (label && label.control === element));
  };

  // The width (right = 1) or height (down = 1) in which a press hits it, measured no further than it needs to be.
  const size = (element, x, y, right, down) => {
    let pixels = 1;
    for (const way of [-1, 1]) {
      let steps = 1;
      while (pixels < ENOUGH && belongs([x + right * way * steps, y + down * way * steps], element)) {
        steps++;
        pixels++;
      }
    }
    return pixels;
  };

  // What one wants to press, with something else over it.
  const under = () => {
    const found = [];
    for (const element of document.querySelectorAll(STOPS)) {
      if (!shown(element)) continue;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const box = (element.closest("label") || element).getClientRects()[0];
      for (const share of [.1, .5, .9])
        if (!belongs([box.left + box.width * share, box.top + box.height / 2], element)) found.push(`something lies over ${name(element)}`);
    }
    scrollTo(0, 0);
    return [...new Set(found)];
  };

  const targets = () => {
    const found = [];
    for (const element of document.querySelectorAll(STOPS)) {
      if (!shown(element) || inProse(element)) continue;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const box = (element.closest("label") || element).getClientRects()[0];
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (!belongs([x, y], element)) {
        found.push(`something lies over ${name(element)}`);
        continue;
      }
      const sizes = [size(element, x, y, 1, 0), size(element, x, y, 0, 1)];
      if (Math.min(...sizes) < ENOUGH) found.push(`${sizes.join(" × ")} px: ${name(element)}`);
    }
    for (const element of document.querySelectorAll(MAIN)) {
      const { height } = element.getBoundingClientRect();
      if (shown(element) && height < 55.5) found.push(`a main action ${height} px high: ${name(element)}`);
    }
    scrollTo(0, 0);
    return found;
  };

  const moving = () =>
    document.getAnimations().filter((one) => one.playState === "running").map((one) => `${one.constructor.name} on ${name(one.effect.target)}`);

  // Whether one can see where the focus is: on what has it, or on the card around that.
  const unseen = () => {
    const element = document.activeElement;
    const marked = [element, element.closest(".option, .part, .card, .doubt")].filter(Boolean).some((one) => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    });
    const box = element.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [...(marked ? [] : [`no mark on ${name(element)}`]), ...(inside ? [] : [`outside the window: ${name(element)}`])];
  };

  const restyle = (rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets.push(sheet);
  };

  const cutWith = (rules) => {
    restyle(rules);
    const found = cut();
    document.adoptedStyleSheets.pop();
    return found;
  };

  // Text that comes too near to the edge of the window.
  const near = () => {
    const wide = document.documentElement.clientWidth;
    const found = [...texts()].filter(({ boxes }) => boxes.some((box) => box.left < GUTTER || box.right > wide - GUTTER));
    return [...new Set(found.map(({ element }) => `at the edge of the window: ${name(element)}`))];
  };

  // What can be pressed and stands beside something else without room between.
  const crowded = () => {
    const all = [...document.querySelectorAll(`${STOPS}, .above > *, figcaption > *`)].filter((one) => shown(one) && !inProse(one));
    const boxes = all.map((element) => ({ element, box: (element.closest("label") || element).getBoundingClientRect() }));
    const found = [];
    for (const [at, one] of boxes.entries())
      for (const other of boxes.slice(at + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const [left, right] = one.box.left < other.box.left ? [one, other] : [other, one];
        const between = right.box.left - left.box.right;
        if (down > Math.min(one.box.height, other.box.height) / 2 && between > -GUTTER && between < GUTTER - .5)
          found.push(`${Math.round(between)} px between ${name(left.element)} and ${name(right.element)}`);
      }
    return found;
  };

  // Words that run together, in a flexible row that drops the blank between them.
  const glued = () => {
    const found = [];
    for (const row of document.querySelectorAll("body *")) {
      if (!shown(row) || !getComputedStyle(row).display.endsWith("flex")) continue;
      const parts = [...row.childNodes].filter((part) => part.nodeType < 4 && part.textContent.trim()).map((part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return range.getBoundingClientRect();
      });
      parts.slice(1).forEach((box, at) => {
        const between = box.left - parts[at].right;
        if (box.top < parts[at].bottom - 4 && parts[at].top < box.bottom - 4 && between > -2 && between < 2) found.push(`words run together: ${name(row)}`);
      });
    }
    return found;
  };

  // In old browsers `gap` holds the parts of a flexible row no more apart.
  const withoutGaps = () => {
    for (const element of document.querySelectorAll("*"))
      if (getComputedStyle(element).display.endsWith("flex")) element.style.setProperty("gap", "0", "important");
  };

  return { small, broken, cut, cutWith, targets, moving, unseen, restyle, near, crowded, glued, under, withoutGaps };
})();
