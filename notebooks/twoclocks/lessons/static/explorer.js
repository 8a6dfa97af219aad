// Draws an explorer's controls, picture and readout. The same code serves the live widget, where `model` is the
// kernel's, and a page without a kernel, where `model` looks stored frames up (see standalone.js).

const OWN_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", " "];
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
  box.append(label, input, value);
  return {
    box,
    show(position) {
      input.value = position;
      value.textContent = control.options[position];
      input.setAttribute("aria-valuetext", control.options[position]);
    },
    enable(on) { input.disabled = !on; },
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
  return {
    box,
    show(position) { inputs[position].checked = true; },
    enable(on) { inputs.forEach((input) => { input.disabled = !on; }); },
  };
}

function render({ model, el }) {
  const spec = model.get("spec");
  const prefix = `tc-${spec.name}-${counter++}`;
  // Not a <section>: on slides every section counts as one.
  const root = make("div", "tc-view");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", spec.title);
  const controls = make("div", "tc-controls");
  const stage = make("div", "tc-stage");
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
  // A projector's picture is wider than a page's and must not be shrunk again.
  root.style.maxWidth = `max(920px, ${spec.width}px)`;
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
    waiting = setTimeout(() => say("No answer yet: the kernel is busy or was restarted. Run this cell again if it stays so."),
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

  root.addEventListener("keydown", (event) => {
    // JupyterLab would take these keys to move between cells.
    if (OWN_KEYS.includes(event.key)) event.stopPropagation();
  });
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
      say("This is the last picture from an earlier session. Run the cell to wake the controls.");
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
  root.append(controls, stage, readout, note);
  el.append(root);
  showLife();
  return () => {
    clearTimeout(waiting);
    players.forEach((one) => one.stop());
  };
}

export default { render };
