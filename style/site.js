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
    source.hidden = false;
    getSelection().selectAllChildren(source);
    return false;
  }
}

/** What clears the words beside a button again. */
const timers = new WeakMap();

/** Copies the text of an element, and says so. */
async function copyAndSay(source, said) {
  clearTimeout(timers.get(said));
  said.textContent = (await copy(source)) ? 'Copied' : 'Selected. Now press Ctrl or ⌘ and C';
  timers.set(said, setTimeout(() => { said.textContent = ''; }, 5000));
}

// Without this script there is nothing to press. Buttons that come later are drawn by one.
for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;

document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-copy]');
  if (!button) return;
  copyAndSay(document.getElementById(button.dataset.copy), button.parentElement.querySelector('[role="status"]'));
});

/** What an author pastes to have an element of this page: the script, and the element without what is of this page. */
function linesOf(element) {
  const script = document.querySelector('script[integrity]').cloneNode();
  script.src = new URL(script.getAttribute('src'), location.href);
  const own = element.cloneNode(true);
  for (const inside of [own, ...own.querySelectorAll('[class]')]) inside.removeAttribute('class');
  const height = getComputedStyle(element).getPropertyValue('--e');
  const opening = own.outerHTML.indexOf('>');
  // As text: this page's policy lets no element have a style of its own.
  return `${script.outerHTML}\n${own.outerHTML.slice(0, opening)} style="display:block;min-height:${height}"${
    own.outerHTML.slice(opening).replace(/\n {4}/g, '\n')}\n`;
}

// Below the figures of the guide. The lines are written out where they cannot be copied.
for (const caption of document.querySelectorAll('[data-lines] figcaption')) {
  const offer = document.createElement('p');
  const button = document.createElement('button');
  const said = document.createElement('span');
  const lines = document.createElement('pre');
  offer.className = 'lift';
  button.type = 'button';
  button.textContent = 'Copy this card for a page of yours';
  said.setAttribute('role', 'status');
  lines.hidden = true;
  offer.append(button, ' ', said);
  caption.append(offer, lines);
  button.addEventListener('click', () => {
    lines.textContent = linesOf(caption.parentElement.firstElementChild);
    copyAndSay(lines, said);
  });
}
