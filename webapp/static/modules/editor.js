// The text of a draft in an editor: line numbers, colours, search, and what is wrong at its line.
// The textarea below it keeps the same words, and is what the form sends; without scripts it is there by itself.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { syntaxHighlighting } from "@codemirror/language";
import { forEachDiagnostic, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, keymap, ViewPlugin } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { StyleModule } from "style-mod";

const page = document, text = page.getElementById("text");

// The site allows no <style>: the styles of CodeMirror are adopted, as those of a shadow tree are.
const adopting = {
  ownerDocument: page,
  get adoptedStyleSheets() { return page.adoptedStyleSheets; },
  set adoptedStyleSheets(sheets) { page.adoptedStyleSheets = sheets; },
};
const mount = StyleModule.mount;
StyleModule.mount = (root, ...rest) => mount.call(StyleModule, adopting, ...rest);

// A problem counts lines and columns from 1, and letters as Unicode does.
const diagnostic = (doc) => (link) => {
  const { line, column, level } = link.dataset;
  const at = doc.line(Math.min(Number(line), doc.lines));
  const before = [...at.text].slice(0, Number(column) - 1).join("").length;
  return { link, from: at.from + before, to: at.to, severity: level, message: link.closest("li").querySelector(".why").textContent };
};

// Each line has its number, and the level of its gravest problem: the style sheet draws both beside the line itself,
// so that they are there before CodeMirror has measured anything, and at any size of text.
const numbered = ({ state, visibleRanges }) => {
  const wrong = new Map(), marks = new RangeSetBuilder();
  forEachDiagnostic(state, ({ severity }, from) => {
    const { number } = state.doc.lineAt(from);
    if (wrong.get(number) !== "error") wrong.set(number, severity);
  });
  for (const { from, to } of visibleRanges)
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at), attributes = { "data-number": `${line.number}` };
      if (wrong.has(line.number)) attributes["data-wrong"] = wrong.get(line.number);
      marks.add(line.from, line.from, Decoration.line({ attributes }));
      at = line.to + 1;
    }
  return marks.finish();
};

const numbers = ViewPlugin.define((view) => ({
  lines: numbered(view),
  update({ docChanged, viewportChanged, transactions, view: now }) {
    if (docChanged || viewportChanged || transactions.some(({ effects }) => effects.length)) this.lines = numbered(now);
  },
}), { decorations: ({ lines }) => lines });

// A browser that writes over a selection by itself tries to keep its look, in a style attribute that the site forbids.
const writeOver = (event, view) => {
  if (event.inputType !== "insertText" || !event.data || event.isComposing || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
};

const edit = () => {
  const { words } = text.dataset, hint = page.getElementById("text-hint"), save = text.form.querySelector(".actions");
  const begun = EditorState.create({
    doc: text.value,
    extensions: [
      numbers,
      history(),
      search({ top: true }),
      yaml(),
      syntaxHighlighting(classHighlighter),
      EditorView.lineWrapping,
      EditorState.phrases.of(JSON.parse(words)),
      EditorView.contentAttributes.of({ tabindex: "0", "aria-labelledby": "text-title", "aria-describedby": hint.id }),
      EditorView.scrollMargins.of(() => ({ bottom: save.offsetHeight })),
      EditorView.domEventHandlers({ beforeinput: writeOver }),
      EditorView.updateListener.of((update) => { if (update.docChanged) text.value = update.state.doc.toString(); }),
      keymap.of([
        { key: "F8", run: nextDiagnostic },
        { key: "Shift-F8", run: previousDiagnostic },
        ...searchKeymap.filter(({ key }) => ["Mod-f", "F3", "Escape"].includes(key)),
        ...historyKeymap,
        ...defaultKeymap,
      ]),
    ],
  });
  const view = new EditorView({ state: begun });
  const links = [...page.querySelectorAll("a[data-line]")];
  view.dispatch(setDiagnostics(view.state, links.map(diagnostic(begun.doc)).sort((one, other) => one.from - other.from)));
  text.before(view.dom);
  text.hidden = true;
  hint.hidden = false;

  // What leads to the text leads into the editor, and to the line if there is one.
  page.addEventListener("click", (event) => {
    const link = event.target.closest('a[href="#text"], label[for="text"]');
    if (!link) return;
    event.preventDefault();
    forEachDiagnostic(view.state, (one, from) => {
      if (one.link !== link) return;
      view.dispatch({
        selection: { anchor: from },
        effects: [EditorView.scrollIntoView(from, { y: "center" }), EditorView.announce.of(one.message)],
      });
    });
    view.focus();
  });
};

if (text && page.adoptedStyleSheets) edit();
