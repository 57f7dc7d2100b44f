// The script of the site's own pages: the tabs in the link, the address of the site in the lines to copy,
// and the buttons that copy. Stands behind link.js.
'use strict';

for (const element of document.querySelectorAll('[data-follow]')) followLink(element);

const here = new URL('.', document.currentScript.src).href.replace(/\/$/, '');

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
