// Keyboard of the page Run. A question stands in #question; its parts carry data-number, so that an answer names the
// question that was on the screen when the key was pressed.
(() => {
  const shown = (window.syShown = { number: "", since: 0 });
  const settle = 300; // ms in which a second Enter still belongs to the question before
  const part = () => document.querySelector("#question [data-number]");
  const give = (text) => {
    const now = part();
    if (!now) return;
    document.querySelector("#question").dispatchEvent(
      new CustomEvent("answer", { detail: { number: Number(now.dataset.number), text } }));
  };
  const fresh = () => performance.now() - shown.since < settle;
  const value = (id) => (document.getElementById(id)?.value ?? "").trim();
  const choose = (word) => {
    const box = document.getElementById("check-note");
    for (const button of document.querySelectorAll("[data-check]")) {
      button.setAttribute("aria-pressed", button.dataset.check === word);
    }
    if (word === "conform") { give("conform"); return; }
    box.hidden = false;
    document.getElementById("second-part").hidden = word !== "not_applicable";
    document.getElementById("note").focus();
  };
  const submitCheck = () => {
    const word = document.querySelector("[data-check][aria-pressed=true]")?.dataset.check;
    if (!word) return;
    const second = word === "not_applicable" && value("second") ? ` (${value("second")})` : "";
    give(value("note") ? `${word}${second}: ${value("note")}` : `${word}${second}`);
  };
  const submit = () => {
    const now = part();
    if (!now) return;
    if (now.dataset.kind === "reading") {
      const text = document.getElementById("entry")?.value ?? "";
      if (text.trim()) give(text);
    } else if (now.dataset.kind === "check") submitCheck();
    else if (now.dataset.kind === "doubt") give(document.getElementById("reason").value);
    else if (now.dataset.kind === "task") give("");
  };
  const pressed = { F6: "remark", F7: "correct", F8: "pause", F9: "stop" };
  document.addEventListener("keydown", (event) => {
    const inDialog = event.target.closest(".q-dialog");
    if (event.key in pressed && !(inDialog && pressed[event.key] in { remark: 1, correct: 1 })) {
      event.preventDefault();
      const left = event.key === "F8" && document.querySelector("#question [data-resume]"); // it has ended
      if (!event.repeat) (left || document.getElementById(pressed[event.key]))?.click();
      return;
    }
    if (inDialog) return; // what is typed there answers no question
    const now = part();
    if (!now || event.ctrlKey || event.altKey || event.metaKey) return;
    const field = event.target.matches("input, textarea");
    const control = event.target.matches("button, a") && !event.target.closest("#question");
    if (event.key === "Enter" && !control) {
      if (event.target.matches("[data-check]")) return; // the button itself
      event.preventDefault();
      if (event.repeat || (now.dataset.kind !== "reading" && fresh())) return;
      submit();
    } else if (now.dataset.kind === "check" && !field) {
      const buttons = [...document.querySelectorAll("[data-check]")];
      const at = { 1: 0, y: 0, 2: 1, n: 1, 3: 2, "-": 2 }[event.key];
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (at !== undefined && !event.repeat && !fresh()) { event.preventDefault(); choose(buttons[at].dataset.check); }
      if (step) {
        event.preventDefault();
        const from = buttons.indexOf(document.activeElement);
        buttons[(from + step + buttons.length) % buttons.length].focus();
      }
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-check], [data-give]");
    if (!button || fresh()) return;
    if (button.dataset.check) choose(button.dataset.check); else submit();
  });
  const look = () => {
    const now = part();
    if (!now) return;
    const other = now.dataset.number !== shown.number;
    if (other) {
      shown.number = now.dataset.number;
      shown.since = performance.now();
    }
    // The same question is drawn once more after a pause or when the connection is back; what had the focus is gone then.
    const lost = document.activeElement === document.body && getSelection().isCollapsed;
    if ((other || lost) && !document.querySelector(".q-dialog")) document.querySelector("#question [data-focus]")?.focus();
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
