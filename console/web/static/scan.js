// A scanner types like a keyboard: what is typed outside a field goes to the scan field. A button with data-key is pressed by its key.
// After a button with data-asks the password may be asked for. What is typed until its field is there is part of a password and no
// code: it goes nowhere, and no other button is pressed.
(() => {
  const longest = 15000; // ms until what is typed counts again though nothing came
  let asked = null, since = 0, opened = false;
  const dialog = () => document.querySelector('.q-dialog');
  const waits = () => asked?.isConnected && !dialog() && performance.now() - since < longest;
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-asks]');
    if (!button) return;
    asked = button; since = performance.now(); opened = false;
    document.activeElement?.blur();
    ended.observe(document.documentElement, { childList: true, subtree: true });
  });
  const ended = new MutationObserver(() => { // the step was taken or left: the next code goes to the scan field again
    opened ||= dialog() !== null;
    if (dialog() || (asked?.isConnected && !opened)) return;
    ended.disconnect(); asked = null;
    if (document.activeElement === document.body) document.getElementById('scan')?.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== 'file';
    const plain = event.key.length === 1 && event.key !== ' ';
    if (dialog()) {
      if (!dialog().contains(event.target) && plain) dialog().querySelector('input, textarea')?.focus();
      return;
    }
    const button = [...document.querySelectorAll('[data-key]')].find((b) => b.dataset.key === event.key && !b.disabled);
    if (waits() && (plain || button || event.key === 'Enter')) {
      event.preventDefault(); event.stopPropagation();
      return;
    }
    if (button) { event.preventDefault(); button.click(); return; }
    const field = document.getElementById('scan');
    if (!field || typing) return;
    if (plain) field.focus();
    else if (event.key === 'Enter' && event.target === document.body) { // the button that had the focus is gone
      field.focus();
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }
  }, true);
})();
