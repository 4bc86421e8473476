// The page Form: Enter and the arrows go from row to row; a row is sent when the field is left.
(() => {
  const fields = () => [...document.querySelectorAll("input[data-address]")];
  document.addEventListener("keydown", (event) => {
    if (event.key === "F9" && !event.repeat) {
      event.preventDefault();
      document.activeElement?.blur(); // the row is sent first
      document.querySelector('[data-key="F9"]')?.click();
      return;
    }
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("input[data-row]") || event.isComposing) return;
    event.preventDefault();
    const all = fields();
    const here = event.target.closest("tr").querySelector("input[data-address]");
    const next = all[all.indexOf(here) + step];
    if (next) { next.focus(); next.select(); } else event.target.blur();
  });
  // A column was pasted: every row shows its value, and the last one is where to go on.
  window.steelyardRows = (values) => {
    const all = fields();
    let last = null;
    for (const field of all) {
      if (field.dataset.address in values) { field.value = values[field.dataset.address]; last = field; }
    }
    const next = all[all.indexOf(last) + 1];
    if (next) { next.focus(); next.select(); }
  };
  const first = () => {
    const open = fields().find((field) => !field.value);
    if (open) { open.focus(); seen.disconnect(); }
  };
  const seen = new MutationObserver(first);
  seen.observe(document.documentElement, { childList: true, subtree: true });
})();
