// A key pressed on a part of ours is that part's alone: front ends use letters, Enter and arrows for their cells ("x" cuts
// one), and some listen before any element can (Notebook 7). So the window's first listener keeps such keys back. What
// the browser does with them stays: moving a slider, opening a fold, Tab. Ctrl+S still saves.

function keepKeys() {
  if (window.twoClocksKeys) return;
  window.twoClocksKeys = true;
  window.addEventListener("keydown", (event) => {
    const at = event.target;
    // Folds in the text between the cells are ours too.
    if (!at.closest?.(".tc, .tc-view, .jp-RenderedMarkdown summary, .text_cell_render summary")) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") return;
    // On a slide the arrows turn the page, but for those of a slider or a choice.
    if (at.closest(".reveal") && at.tagName !== "INPUT" && ![" ", "Enter"].includes(event.key)) return;
    event.stopImmediatePropagation();
  }, true);
}
