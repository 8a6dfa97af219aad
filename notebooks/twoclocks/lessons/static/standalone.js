// Runs an explorer on a page without a kernel: a stand-in for the model that looks stored frames up.

function start(host, data, explorer) {
  const state = { spec: data.spec, positions: [...data.spec.start], ...data.frames[data.spec.start.join(".")] };
  const listeners = [];
  const model = {
    get: (key) => state[key],
    set: (key, value) => { state[key] = value; },
    on: (event, listener) => { if (event === "change:turn") listeners.push(listener); },
    save_changes: () => {
      Object.assign(state, data.frames[state.positions.join(".")]);
      listeners.forEach((listener) => listener());
    },
  };
  host.replaceChildren();
  explorer.render({ model, el: host });
}
