// Starts the parts of one kind that have not been started, wherever the front end put this script: in place (nbviewer,
// JupyterLab), at the end of the page (VS Code), or before the part itself is on the page (jQuery in nbclassic).

function begin(kind, start) {
  keepKeys();
  const waiting = () => [...document.querySelectorAll(`.tc-${kind}`)]
    .filter((host) => !host.twoClocksBegun && host.querySelector("script.tc-data"));
  function look(tries) {
    const hosts = waiting();
    hosts.forEach((host) => {
      host.twoClocksBegun = true;
      start(host, JSON.parse(host.querySelector("script.tc-data").textContent));
    });
    if (!hosts.length && tries) setTimeout(() => look(tries - 1), 100);
  }
  look(100);
}
