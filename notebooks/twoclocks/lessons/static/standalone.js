// Runs an explorer on a page without a kernel: a stand-in for the model that looks stored frames up. A frame is a still
// picture, shared by many settings, and a patch of what moved; both are put together on a canvas.

function start(host, data, explorer) {
  const first = host.querySelector("img").src;
  const made = new Map();
  const key = () => state.positions.join(".");
  const state = { spec: data.spec, positions: [...data.spec.start], source: first };
  Object.assign(state, { readout: data.frames[key()].readout, alt: data.frames[key()].alt });
  const listeners = [];

  async function load(source) {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    return picture;
  }

  async function compose(frame) {
    const still = await load(data.stills[frame.still]);
    const canvas = document.createElement("canvas");
    canvas.width = still.naturalWidth;
    canvas.height = still.naturalHeight;
    const pen = canvas.getContext("2d");
    pen.drawImage(still, 0, 0);
    if (frame.patch) pen.drawImage(await load(frame.patch), ...frame.at);
    return new Promise((done) => { canvas.toBlob((blob) => done(URL.createObjectURL(blob))); });
  }

  async function show() {
    const wanted = key();
    const frame = data.frames[wanted];
    if (!made.has(wanted)) made.set(wanted, compose(frame));
    const source = await made.get(wanted);
    if (key() !== wanted) return; // the reader has moved on
    Object.assign(state, { source, readout: frame.readout, alt: frame.alt });
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
