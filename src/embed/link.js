// A link that opens elements as they were left: `#cw=` and a partial scenario in the fragment, which no
// server sees; of several elements, joined by `&`. A scenario says with `tool` whose it is; one that
// does not is of the first element that follows. Only pages of our own read it.
'use strict';

/** The first element that follows the fragment. */
let firstToFollow;

/** Has an element follow the fragment of the page's address, and tells the fragment its tab. */
function followLink(element) {
  firstToFollow ??= element;
  // The view that the fragment would be right about; none before the element is ready.
  let view = null;
  let leads = false;

  /** What a part of the fragment says: [whose it is, the scenario, the part]; null for nonsense. */
  const heard = (part) => {
    try {
      const said = JSON.parse(decodeURIComponent(/^cw=(.+)$/.exec(part)[1]));
      if (typeof said !== 'object' || Array.isArray(said)) return null;
      // With which version of the methods it was made, and when, is for people.
      const { tool = firstToFollow.localName, made: _, ...scenario } = said;
      return [tool, scenario, part];
    } catch {
      return null;
    }
  };
  const all = () => location.hash.slice(1).split(/&(?=cw=)/).map(heard).filter(Boolean);
  const isOwn = ([tool]) => tool === element.localName;
  const follow = () => {
    const said = all();
    const own = said.find(isOwn);
    if (!own) return;
    [, element.scenario] = own;
    view = element.result?.view ?? null;
    // Where all of a link is about an element further down, the reader wants to be there; also when
    // what stands above it has grown meanwhile.
    leads = element !== firstToFollow && said.length === 1;
    if (!leads) return;
    element.setAttribute('loading', 'eager');
    element.scrollIntoView();
  };

  element.addEventListener('cw-ready', ({ detail }) => {
    view = detail.view;
    if (leads) element.scrollIntoView();
  });
  element.addEventListener('cw-change', ({ detail }) => {
    if (detail.view === view) return;
    view = detail.view;
    const said = all();
    // A calculator's says nothing of it: so did they all when there was nothing else.
    const tool = element.localName === 'conversion-calculator' ? undefined : element.localName;
    const own = JSON.stringify({ tool, ...said.find(isOwn)?.[1], view });
    const parts = said.filter((other) => !isOwn(other)).map(([, , part]) => part);
    // What stands behind `#?` has set the page up (frame.js), and stays.
    const [start] = location.hash.slice(1).split(/&(?=cw=)/);
    if (start.startsWith('?')) parts.unshift(start);
    parts.push(`cw=${encodeURIComponent(own)}`);
    try {
      history.replaceState(history.state, '', `#${parts.join('&')}`);
    } catch {
      // A browser may refuse: one that was asked too often, for one. The tab has turned all the same.
    }
  });
  addEventListener('hashchange', follow);
  follow();
}
