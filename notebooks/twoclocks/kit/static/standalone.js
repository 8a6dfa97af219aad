// Runs an explorer on a page without a kernel: a stand-in for the model that looks stored frames up. A frame is a still
// picture, shared by many settings, and a patch of what moved, which the page lays on top of it.

function start(part, data) {
  const host = part.querySelector(".tc-mount");
  const key = () => state.positions.join(".");
  const state = { spec: data.spec, positions: [...data.spec.start], source: host.querySelector("img").src };
  Object.assign(state, { readout: data.frames[key()].readout, alt: data.frames[key()].alt });
  const listeners = [];
  const loaded = new Map();

  function load(source) {
    if (!loaded.has(source)) {
      const picture = new Image();
      picture.src = source;
      loaded.set(source, picture.decode().then(() => picture));
    }
    return loaded.get(source);
  }

  function share(part, whole) { return `${(100 * part) / whole}%`; }

  async function show() {
    const wanted = key();
    const frame = data.frames[wanted];
    const still = await load(data.stills[frame.still]);
    const moved = frame.patch ? await load(frame.patch) : null;
    if (key() !== wanted) return; // the reader has moved on
    const [left, top] = frame.at;
    state.patch = moved && {
      source: moved.src,
      left: share(left, still.naturalWidth),
      top: share(top, still.naturalHeight),
      width: share(moved.naturalWidth, still.naturalWidth),
    };
    Object.assign(state, { source: still.src, readout: frame.readout, alt: frame.alt });
    listeners.forEach((listener) => listener());
  }

  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    on: (event, listener) => { if (event === "change:turn") listeners.push(listener); },
    save_changes: () => { show(); },
  };
  host.replaceChildren();
  explorer.render({ model, el: host });
}
