// Lets a reader commit a guess, then opens the answer and draws the guess on it. Needs no kernel.

function start(host, data) {
  const answer = host.querySelector("details");
  const form = document.createElement("form");
  form.className = "tc-guess";
  const field = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = data.label;
  field.append(legend);
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const button = document.createElement("button");
  button.textContent = "Lock in my guess";
  let position = null;

  if (data.kind === "slider") {
    const input = document.createElement("input");
    const words = document.createElement("span");
    words.setAttribute("aria-hidden", "true"); // said by aria-valuetext
    Object.assign(input, { type: "range", min: 0, max: data.options.length - 1, step: 1 });
    input.value = Math.floor((data.options.length - 1) / 2);
    input.setAttribute("aria-label", data.label);
    const show = () => {
      position = Number(input.value);
      words.textContent = data.options[position].text;
      input.setAttribute("aria-valuetext", data.options[position].text);
    };
    input.addEventListener("input", show);
    show();
    field.append(input, words);
  } else {
    button.disabled = true;
    data.options.forEach((option, index) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      Object.assign(input, { type: "radio", name: `tc-guess-${data.name}` });
      input.addEventListener("change", () => { position = index; button.disabled = false; });
      label.append(input, document.createTextNode(` ${option.text}`));
      field.append(label);
    });
  }

  function draw(option) {
    if (!option.mark.length) return; // a guess that has no place on the picture is only answered in words
    const picture = answer.querySelector("img");
    const frame = document.createElement("div");
    frame.className = "tc-frame";
    frame.style.cssText = `position:relative;max-width:${picture.getAttribute("width")}px`;
    picture.replaceWith(frame);
    const space = "http://www.w3.org/2000/svg";
    const layer = document.createElementNS(space, "svg");
    layer.setAttribute("viewBox", "0 0 1 1");
    layer.setAttribute("preserveAspectRatio", "none");
    layer.setAttribute("aria-hidden", "true");
    layer.style.cssText = "position:absolute;inset:0;width:100%;height:100%";
    const line = document.createElementNS(space, "polyline");
    line.setAttribute("points", option.mark.map((point) => point.join(",")).join(" "));
    line.setAttribute("style", "fill:none;stroke:#1c1c1c;stroke-width:3;stroke-dasharray:2 5;stroke-linecap:round");
    line.setAttribute("vector-effect", "non-scaling-stroke");
    layer.append(line);
    const tag = document.createElement("span");
    const [x, y] = option.mark[option.mark.length - 1];
    tag.textContent = "your guess";
    tag.className = "tc-tag";
    tag.style.cssText = `left:${Math.min(x, 0.86) * 100}%;top:${Math.min(Math.max(y, 0.02), 0.94) * 100}%`;
    frame.append(picture, layer, tag);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const option = data.options[position];
    field.disabled = true;
    button.disabled = true;
    said.textContent = `Your guess: ${option.text}. ${option.reply}`;
    draw(option);
    answer.open = true;
    answer.querySelector("summary").focus(); // the button has gone to sleep and would drop the focus
  });
  form.append(field, button, said);
  answer.before(form);
}
