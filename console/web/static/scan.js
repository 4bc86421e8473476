// A scanner types like a keyboard: what is typed outside a field goes to the scan field. A button with data-key is pressed by its key.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const button = [...document.querySelectorAll('[data-key]')].find((b) => b.dataset.key === event.key && !b.disabled);
  if (button) { event.preventDefault(); button.click(); return; }
  const field = document.getElementById('scan');
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== 'file';
  if (field && !typing && event.key.length === 1 && event.key !== ' ') field.focus();
});
