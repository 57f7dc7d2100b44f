// The site's own script: the tabs in the link, the address of this page in the lines to copy, and the
// buttons that copy. Stands behind link.js.
'use strict';

for (const tool of ['conversion-calculator', 'lifetime-value-projector']) {
  followLink(document.querySelector(tool));
}

const here = new URL('.', location.href).href.replace(/\/$/, '');

for (const code of document.querySelectorAll('[data-host]')) {
  code.textContent = code.textContent.replaceAll('https://HOST', here);
}

/** Puts the text of an element on the clipboard; false where only the reader can. */
async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    // No clipboard, or no permission: the text is selected, one key short of copied.
    getSelection().selectAllChildren(source);
    return false;
  }
}

for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector('[role="status"]');
  let timer;
  button.hidden = false;
  button.addEventListener('click', async () => {
    clearTimeout(timer);
    said.textContent = (await copy(source)) ? 'Copied' : 'Selected. Now press Ctrl or ⌘ and C';
    timer = setTimeout(() => { said.textContent = ''; }, 5000);
  });
}
