// Draws an explorer's controls, picture and readout. The same code serves the live widget, where `model` is the
// kernel's, and a page without a kernel, where `model` looks stored frames up (see standalone.js).

const WAKE = "run all cells: Run → Run All Cells.";
// In em: how wide the controls may be beside the picture, how narrow a picture can still be read, and the height kept
// for the words (three lines and a note), so that a longer sentence does not move the picture. In px: air at the edges.
const COLUMNS = [13, 17, 22];
const LEAST = 24;
const WORDS = 5.6;
const EDGE = 24;
const PATIENCE_MS = 4000;
// How long a slider plays, whatever its number of steps; a step never shorter or longer than an eye can follow.
const PLAY_MS = 12000;
const STEP_MS = { least: 120, most: 600 };
let counter = 0;

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// A page without a kernel may hold one setting only of a control: then it says so, and there is nothing to move.
function fixed(control, box) {
  if (control.options.length > 1) return [];
  box.classList.add("tc-fixed");
  return [make("span", "tc-only", "The other settings need Python.")];
}

function slider(control, id, onMove) {
  const box = make("div", "tc-control");
  const label = make("label", "tc-label", control.label);
  const input = make("input");
  // Not an <output>: screen readers take the words from aria-valuetext, and would say them twice.
  const value = make("span", "tc-value");
  value.setAttribute("aria-hidden", "true");
  Object.assign(input, { type: "range", min: 0, max: control.options.length - 1, step: 1, id });
  label.htmlFor = id;
  input.addEventListener("input", () => onMove(Number(input.value)));
  box.append(label, input, value, ...fixed(control, box));
  return {
    box,
    show(position) {
      input.value = position;
      value.textContent = control.options[position];
      input.setAttribute("aria-valuetext", control.options[position]);
    },
    enable(on) { input.disabled = !on || control.options.length < 2; },
  };
}

function choice(control, id, onMove) {
  const box = make("fieldset", "tc-control tc-choice");
  box.append(make("legend", "tc-label", control.label));
  const inputs = control.options.map((text, position) => {
    const label = make("label", "tc-option");
    const input = make("input");
    Object.assign(input, { type: "radio", name: id, value: position });
    input.addEventListener("change", () => onMove(position));
    label.append(input, make("span", "", text));
    box.append(label);
    return input;
  });
  box.append(...fixed(control, box));
  return {
    box,
    show(position) { inputs[position].checked = true; },
    enable(on) { inputs.forEach((input) => { input.disabled = !on || inputs.length < 2; }); },
  };
}

// Returns what scrolls around a part, whose height is the room there is; null stands for the window. Outputs scroll as
// well, and grow with what is in them, so what lies within a cell is passed over.
function paneAround(node) {
  let at = (node.closest(".jp-Cell, .cell") ?? node).parentElement;
  while (at && at !== document.body && !/auto|scroll/.test(getComputedStyle(at).overflowY)) at = at.parentElement;
  return at === document.body ? null : at;
}

// Lays controls, picture and words out so that all three can be seen together: with the controls above the picture or
// beside it, whichever leaves the picture larger. Returns a function that ends this.
function fit({ root, body, controls, place, stage, words }, spec) {
  let before = "";
  let longest = { width: 0, height: 0 }; // of the words so far

  // How wide the picture can be with the controls in a column of so many em, or above it (0).
  function tryOut(column, room) {
    body.classList.toggle("tc-beside", column > 0);
    body.style.setProperty("--tc-column", `${column}em`);
    const high = column ? room : room - controls.offsetHeight;
    const wide = Math.min(spec.width, place.clientWidth, (high * spec.width) / spec.height);
    return { column, wide, fits: !column || controls.scrollHeight <= room };
  }

  function better(one, other) {
    return one.fits === other.fits ? (other.wide > one.wide ? other : one) : (other.fits ? other : one);
  }

  function layOut() {
    const width = body.clientWidth;
    if (!width || root.closest(".reveal")) return; // out of the page, or on a slide, which has a layout of its own
    const pane = paneAround(root);
    if (pane) watch.observe(pane);
    const letters = parseFloat(getComputedStyle(root).fontSize);
    const height = Math.max(words.offsetHeight, WORDS * letters, longest.width === width ? longest.height : 0);
    longest = { width, height };
    const room = (pane ? pane.clientHeight : window.innerHeight) - height - EDGE;
    const now = [room, width, letters].join();
    if (now === before) return;
    before = now;
    const best = [0, ...COLUMNS].map((column) => tryOut(column, room)).reduce(better);
    tryOut(best.column, room);
    stage.style.width = `${Math.max(best.wide, Math.min(LEAST * letters, place.clientWidth))}px`;
  }

  const watch = new ResizeObserver(layOut);
  watch.observe(root);
  watch.observe(words);
  window.addEventListener("resize", layOut);
  return () => { watch.disconnect(); window.removeEventListener("resize", layOut); };
}

function render({ model, el }) {
  keepKeys();
  const spec = model.get("spec");
  const prefix = `tc-${spec.name}-${counter++}`;
  // Not a <section>: on slides every section counts as one.
  const root = make("div", "tc-view");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", spec.title);
  const body = make("div", "tc-body");
  const controls = make("div", "tc-controls");
  const place = make("div", "tc-place");
  const stage = make("div", "tc-stage");
  const words = make("div", "tc-words");
  const live = !model.get("source");
  const picture = make(live ? "canvas" : "img", "tc-picture");
  const moved = make("img", "tc-moved");
  const readout = make("p", "tc-readout");
  const note = make("p", "tc-note");
  readout.setAttribute("role", "status");
  picture.width = spec.width;
  picture.height = spec.height;
  if (live) picture.setAttribute("role", "img");
  stage.style.maxWidth = `${spec.width}px`;
  stage.style.setProperty("--tc-ratio", spec.width / spec.height);
  // Both pictures change together; decoded later, one of them would flash.
  picture.decoding = "sync";
  moved.decoding = "sync";
  moved.alt = "";
  moved.hidden = true;
  note.hidden = true;
  let waiting = null;
  let shown = 0;

  let asked = false;
  const players = [];

  function say(text) { note.textContent = text; note.hidden = !text; }

  // Plays one slider to its end; any other move, Reset or a lost kernel stops it.
  function player(index, button) {
    const last = spec.controls[index].options.length - 1;
    const pace = Math.min(Math.max(PLAY_MS / last, STEP_MS.least), STEP_MS.most);
    let timer = null;

    function stop() {
      clearInterval(timer);
      timer = null;
      button.textContent = "Play";
      // A screen reader hears where it stopped, not every step.
      readout.removeAttribute("aria-live");
    }

    function step() {
      const now = model.get("positions")[index];
      if (!root.isConnected || now >= last) stop();
      else if (!asked) move(index, now + 1);
    }

    function start() {
      readout.setAttribute("aria-live", "off");
      button.textContent = "Pause";
      timer = setInterval(step, pace);
      if (model.get("positions")[index] >= last) move(index, 0);
    }

    button.setAttribute("aria-label", `Play or pause: ${spec.controls[index].label}`);
    button.addEventListener("click", () => {
      const playing = timer !== null;
      players.forEach((one) => one.stop());
      if (!playing) start();
    });
    return { stop, enable(on) { button.disabled = !on; if (!on) stop(); } };
  }

  function byHand(index, position) {
    players.forEach((one) => one.stop());
    move(index, position);
  }

  function move(index, position) {
    const positions = [...model.get("positions")];
    positions[index] = position;
    model.set("positions", positions);
    parts[index].show(position);
    ask();
  }

  function ask() {
    clearTimeout(waiting);
    asked = true;
    waiting = setTimeout(() => say(`No answer yet: the kernel is busy or was restarted. If it stays so, ${WAKE}`),
      PATIENCE_MS);
    model.save_changes();
  }

  const parts = spec.controls.map((control, index) => {
    const build = control.kind === "slider" ? slider : choice;
    const part = build(control, `${prefix}-${control.name}`, (position) => byHand(index, position));
    controls.append(part.box);
    if (control.plays) {
      const button = make("button", "tc-play", "Play");
      button.type = "button";
      part.box.classList.add("tc-plays");
      part.box.append(button);
      players.push(player(index, button));
    }
    return part;
  });

  const reset = make("button", "tc-reset", "Reset");
  reset.type = "button";
  reset.addEventListener("click", () => {
    players.forEach((one) => one.stop());
    // Where nothing moves, no answer comes, and none must be waited for.
    if (spec.start.every((position, index) => position === model.get("positions")[index])) return;
    model.set("positions", [...spec.start]);
    showPositions();
    ask();
  });
  controls.append(reset);

  function showPositions() { model.get("positions").forEach((position, index) => parts[index].show(position)); }

  function showStored() {
    const patch = model.get("patch");
    moved.hidden = !patch;
    if (patch) {
      moved.src = patch.source;
      Object.assign(moved.style, { left: patch.left, top: patch.top, width: patch.width });
    }
    picture.src = model.get("source");
    picture.alt = model.get("alt");
  }

  // The kernel sends what stands still as PNG, once, and at every move what moved, as runs of one colour: starts and
  // colours (4 bytes each), then lengths (2 bytes each).
  const layer = document.createElement("canvas").getContext("2d");
  let still = { bytes: null, bitmap: null };
  let image = null;

  async function loadStill() {
    const bytes = model.get("backdrop");
    if (bytes !== still.bytes) {
      still = { bytes, bitmap: await createImageBitmap(new Blob([bytes], { type: "image/png" })) };
    }
    return still.bitmap;
  }

  function paint(bitmap) {
    const { width, height } = bitmap;
    if (!image || image.width !== width || image.height !== height) {
      [picture, layer.canvas].forEach((canvas) => Object.assign(canvas, { width, height }));
      image = layer.createImageData(width, height);
    }
    const packed = model.get("moved");
    const bytes = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength);
    const count = bytes.byteLength / 10;
    const starts = new Uint32Array(bytes, 0, count);
    const colours = new Uint32Array(bytes, 4 * count, count);
    const lengths = new Uint16Array(bytes, 8 * count, count);
    const pixels = new Uint32Array(image.data.buffer).fill(0);
    starts.forEach((start, i) => pixels.fill(colours[i], start, start + lengths[i]));
    layer.putImageData(image, 0, 0);
    const pen = picture.getContext("2d");
    pen.drawImage(bitmap, 0, 0);
    pen.drawImage(layer.canvas, 0, 0);
    picture.setAttribute("aria-label", model.get("alt"));
  }

  async function showFrame() {
    clearTimeout(waiting);
    asked = false;
    say(spec.note || "");
    const turn = ++shown;
    if (live) {
      const bitmap = await loadStill();
      if (turn !== shown) return; // a newer picture is on its way
      paint(bitmap);
    } else {
      showStored();
    }
    readout.textContent = model.get("readout");
    stage.dataset.turn = turn;
  }

  function askForSharpness() {
    const density = Math.min(Math.max(window.devicePixelRatio, 1), 3);
    if ([undefined, density].includes(model.get("density"))) return;
    model.set("density", density);
    model.save_changes();
  }

  function showLife() {
    // The widget manager marks views without a kernel: read back from a saved notebook, or left by a restart.
    const asleep = el.closest(".jupyter-widgets-disconnected") !== null;
    [...parts, ...players].forEach((part) => part.enable(!asleep));
    reset.disabled = asleep;
    if (asleep) {
      clearTimeout(waiting);
      say(`This is the last picture from an earlier session. To wake the controls, ${WAKE}`);
    } else {
      askForSharpness();
    }
  }

  // Every answer raises the turn, even one that changes neither picture nor words.
  model.on("change:turn", showFrame);
  model.on("change:positions", showPositions);
  model.on("comm_live_update", showLife);
  showPositions();
  showFrame();
  stage.append(picture, moved);
  place.append(stage);
  words.append(readout, note);
  body.append(controls, place, words);
  root.append(body);
  el.append(root);
  showLife();
  const endFit = fit({ root, body, controls, place, stage, words }, spec);
  return () => {
    endFit();
    clearTimeout(waiting);
    players.forEach((one) => one.stop());
  };
}

export default { render };
