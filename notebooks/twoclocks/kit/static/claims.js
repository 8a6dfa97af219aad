// Lets a reader grade claims, then opens evidence and verdict; draws how sure the reader was against how often right.
// Grades are kept in this browser's storage under one key, or in memory where the page may not store; nothing is sent.

function start(host, data) {
  const CHANGED = "tc-claims-changed";
  const memory = (window.twoClocksGrades ??= {});

  function stored() {
    try { return window.localStorage.getItem(data.store); } catch { return undefined; }
  }

  function mayStore() {
    try {
      window.localStorage.setItem(`${data.store}-probe`, "1");
      window.localStorage.removeItem(`${data.store}-probe`);
      return true;
    } catch { return false; }
  }

  // Only grades and levels that this page offers count: what is stored may be old, or not ours.
  function read() {
    const levels = data.sureness.map(([level]) => level);
    const fits = (one) => one && (one.seen === true || (one.grade in data.grades && levels.includes(one.sure)));
    let all = memory;
    try { all = { ...memory, ...JSON.parse(stored() || "{}") }; } catch { /* not readable: what is in memory */ }
    return Object.fromEntries(Object.entries(all).filter(([, one]) => fits(one)));
  }

  function write(grades) {
    Object.keys(memory).forEach((id) => { delete memory[id]; });
    Object.assign(memory, grades);
    try {
      if (Object.keys(grades).length) window.localStorage.setItem(data.store, JSON.stringify(grades));
      else window.localStorage.removeItem(data.store);
    } catch { /* kept in memory */ }
    document.dispatchEvent(new Event(CHANGED));
  }

  function make(tag, words, attributes = {}) {
    const node = document.createElement(tag);
    if (words) node.textContent = words;
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    return node;
  }

  // ---- One claim ------------------------------------------------------------------------------------------

  function radios(legend, name, options, chosen) {
    const field = make("fieldset");
    field.append(make("legend", legend));
    options.forEach(([value, words, more]) => {
      const label = make("label");
      const input = make("input", "", { type: "radio", name, value });
      input.addEventListener("change", () => chosen(value));
      label.append(input, ` ${words}`);
      if (more) label.append(make("small", ` – ${more}`));
      field.append(label);
    });
    return field;
  }

  function claim(box) {
    const id = box.dataset.claim;
    const number = id.slice(1);
    const answer = box.querySelector("details");
    const form = make("form", "", { class: "tc-guess tc-grade" });
    const lock = make("button", `Lock in my grade of claim ${number}`, { type: "submit" });
    const look = make("button", "Show without grading", { type: "button", "aria-label": `Show without grading: claim ${number}` });
    const said = make("p", "", { role: "status" });
    const picked = {};
    const pick = (what) => (value) => { picked[what] = value; lock.disabled = !(picked.grade && picked.sure); };
    const fields = [
      radios(`Your grade of claim ${number}`, `tc-grade-${id}`, Object.entries(data.grades).map(([g, w]) => [g, g, w]), pick("grade")),
      radios("How sure are you?", `tc-sure-${id}`, data.sureness.map(([level, words]) => [level, `${level} % – ${words}`]), pick("sure")),
    ];
    const buttons = make("div", "", { class: "tc-buttons" });
    buttons.append(lock, look);
    form.append(...fields, buttons, said);
    answer.before(form);

    function keep(one) {
      write({ ...read(), [id]: one });
      answer.open = true;
      answer.querySelector("summary").focus(); // the buttons go, and would drop the focus
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!lock.disabled) keep({ grade: picked.grade, sure: Number(picked.sure) });
    });
    look.addEventListener("click", () => keep({ seen: true }));

    let shown = null;
    function show() {
      const one = read()[id];
      const done = Boolean(one);
      const words = !done ? "" : one.seen ? "Shown without a grade: this claim is not counted." : sentence(one);
      if (said.textContent !== words) said.textContent = words;
      if (done === shown) return;
      shown = done;
      fields.forEach((field) => { field.disabled = done; });
      buttons.hidden = done;
      answer.hidden = !done;
      if (!done) answer.open = false;
      form.querySelectorAll("input").forEach((input) => {
        input.checked = done && !one.seen && [one.grade, String(one.sure)].includes(input.value);
      });
      delete picked.grade;
      delete picked.sure;
      lock.disabled = true;
    }

    function sentence(one) {
      const [verdict, ...also] = data.key[id];
      const right = data.key[id].includes(one.grade);
      const end = right ? (one.grade === verdict ? "The verdict agrees." : `The verdict is ${verdict}; your grade can be defended and counts as right.`)
        : `The verdict is ${verdict}${also.length ? ` (${also.join(", ")} would count too)` : ""}.`;
      return `You graded claim ${number} as ${one.grade}, ${one.sure} % sure. ${end}`;
    }

    document.addEventListener(CHANGED, show);
    show();
  }

  // ---- The reader's calibration ---------------------------------------------------------------------------

  function levels(grades) {
    const graded = Object.entries(grades).filter(([id, one]) => id in data.key && !one.seen);
    return data.sureness.map(([sure]) => {
      const mine = graded.filter(([, one]) => one.sure === sure);
      return { sure, n: mine.length, right: mine.filter(([id, one]) => data.key[id].includes(one.grade)).length };
    }).filter((level) => level.n);
  }

  function summary(found) {
    const n = found.reduce((sum, level) => sum + level.n, 0);
    const right = found.reduce((sum, level) => sum + level.right, 0);
    const sure = found.reduce((sum, level) => sum + level.n * level.sure, 0) / n;
    const share = (100 * right) / n;
    const brier = found.reduce((sum, { sure: s, n: m, right: r }) =>
      sum + r * (1 - s / 100) ** 2 + (m - r) * (s / 100) ** 2, 0) / n;
    const gap = Math.round(sure) - Math.round(share);
    const said = gap > 0 ? `${gap} points surer than right` : gap < 0 ? `${-gap} points more often right than sure` : "exactly as sure as right";
    return `You graded ${n} of ${Object.keys(data.key).length} claims and were right on ${right} (${Math.round(share)} %). `
      + `On average you said ${Math.round(sure)} % sure: you were ${said}. `
      + `Your Brier score is ${brier.toFixed(2)} (0 is perfect; saying 50 % to everything gives 0.25). `
      + `Somebody who answers “${data.always[0]}” to every claim is right on ${data.always[1]} of ${Object.keys(data.key).length}.`;
  }

  function picture(found, words) {
    const [width, height, left, right, top, bottom] = [640, 430, 84, 24, 24, 66];
    const x = (percent) => left + (percent / 100) * (width - left - right);
    const y = (percent) => height - bottom - (percent / 100) * (height - top - bottom);
    const draw = (tag, attributes, text = "") => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
      if (text) node.textContent = text;
      return node;
    };
    const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words, class: "tc-calibration" });
    const text = (at, up, words, more = {}) => svg.append(draw("text", { x: at, y: up, "text-anchor": "middle", fill: "#1c1c1c", ...more }, words));
    svg.append(draw("rect", { width, height, fill: "#fff" }));
    [0, 20, 40, 60, 80, 100].forEach((at) => {
      svg.append(draw("line", { x1: x(0), x2: x(100), y1: y(at), y2: y(at), stroke: "#dcdcdc" }));
      text(x(0) - 10, y(at) + 5, `${at} %`, { "text-anchor": "end" });
      text(x(at), y(0) + 24, `${at} %`);
    });
    text(x(50), height - 12, "how sure you said you were");
    text(20, y(50), "how often you were right", { transform: `rotate(-90 20 ${y(50)})` });
    svg.append(draw("line", { x1: x(0), y1: y(0), x2: x(100), y2: y(100), stroke: "#5f5f5f", "stroke-width": 2, "stroke-dasharray": "7 6" }));
    text(x(24), y(33), "exactly as sure as right", { fill: "#5f5f5f", transform: `rotate(${-Math.atan2(y(0) - y(100), x(100) - x(0)) * 180 / Math.PI} ${x(24)} ${y(33)})` });
    found.forEach(({ sure, n, right: good }) => {
      const [low, high] = data.usual[sure][n - 1];
      svg.append(draw("line", { x1: x(sure), x2: x(sure), y1: y((100 * low) / n), y2: y((100 * high) / n), stroke: "#919191", "stroke-width": 9, "stroke-opacity": 0.45 }));
      const spot = [x(sure), y((100 * good) / n)];
      svg.append(draw("circle", { cx: spot[0], cy: spot[1], r: 5 + 2 * Math.sqrt(n), fill: "#0a4a85", stroke: "#fff", "stroke-width": 1.5 }));
      const step = 12 + 2 * Math.sqrt(n);
      text(spot[0], spot[1] + (good / n > 0.9 ? step + 10 : -step), `${good} of ${n}`, { "font-weight": 700 });
    });
    return svg;
  }

  function table(found) {
    const box = make("table");
    box.append(make("caption", "Your grades, by how sure you were"));
    const head = make("tr");
    ["You said", "Claims", "Right", "Share right", "Usual if you are well calibrated"].forEach((words) => head.append(make("th", words, { scope: "col" })));
    box.append(make("thead"), make("tbody"));
    box.querySelector("thead").append(head);
    found.forEach(({ sure, n, right }) => {
      const [low, high] = data.usual[sure][n - 1];
      const row = make("tr");
      row.append(make("th", `${sure} % sure`, { scope: "row" }));
      [n, right, `${Math.round((100 * right) / n)} %`, low === high ? `${low} right` : `${low} to ${high} right`].forEach((words) => row.append(make("td", String(words))));
      box.querySelector("tbody").append(row);
    });
    const scroll = make("div", "", { class: "tc-scroll", tabindex: 0, role: "region", "aria-label": "Your grades, by how sure you were" });
    scroll.append(box);
    return scroll;
  }

  function calibration(box) {
    const example = box.querySelector(".tc-example");
    const mine = make("div", "", { class: "tc-mine" });
    const said = make("p", "", { role: "status", class: "tc-readout" });
    const reset = make("button", "Delete all my grades", { type: "button" });
    const form = make("div", "", { class: "tc-guess" });
    form.append(reset);
    box.prepend(said, mine);
    box.append(form);
    said.tabIndex = -1;
    reset.addEventListener("click", () => {
      write({});
      said.textContent = "All grades are deleted from this browser. Below is the example reader again.";
      said.focus(); // the button goes to sleep, and would drop the focus
    });

    function show() {
      const found = levels(read());
      example.hidden = found.length > 0;
      reset.disabled = !Object.keys(read()).length;
      if (!found.length) {
        mine.replaceChildren();
        said.textContent = "You have not graded a claim yet. Below is a made-up example reader.";
        return;
      }
      const words = summary(found);
      if (said.textContent !== words) said.textContent = words;
      const bars = make("p", "Grey bars: where 95 of 100 well calibrated readers would be, with as many claims at that level.", { class: "tc-note" });
      mine.replaceChildren(picture(found, `Your calibration. ${words}`), bars, table(found));
    }
    document.addEventListener(CHANGED, show);
    show();
  }

  host.querySelectorAll(".tc-claim").forEach(claim);
  host.querySelectorAll(".tc-calibrate").forEach(calibration);
  host.querySelectorAll(".tc-kept").forEach((line) => {
    line.textContent = mayStore()
      ? "Your grades stay in this browser on this machine; nothing is sent anywhere."
      : "This page may not store anything here: your grades last until you close or reload it. Nothing is sent anywhere.";
  });
}
