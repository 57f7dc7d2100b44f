/**
 * Defines <conversion-calculator> and <lifetime-value-projector>, where nobody has yet. On a server, or wherever
 * else there are no elements, it does nothing.
 *
 * `folder` is the address of a copy of this package's folder `dist`: for the page for frames, of which no
 * bundler knows.
 */
export function define({ folder } = {}) {
  if (typeof customElements !== 'object' || typeof IntersectionObserver !== 'function') return;
  // While a page is being developed, Vite up to 7 moves this file, and leaves what lies beside it.
  const fileAt = ({ href }) => href.replace(/\/\.vite\/deps\w*\/dist\//, '/conversion-widget/dist/');
  // In such words a bundler sees which files it has to take along, and writes where they come to lie.
  const core = fileAt(new URL('./dist/CORE', import.meta.url));
  const isWhole = core.endsWith('/dist/CORE');
  const hasFramePage = isWhole || Boolean(folder);
  const baseFolder = folder
    ? new URL(folder.replace(/\/*$/, '/'), location.href)
    : new URL('./', isWhole ? core : location.href);
  // What follows is embed.js, word for word but for where its files and its page for frames are.
  LOADER
}
