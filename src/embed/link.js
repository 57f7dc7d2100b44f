// A link that opens a calculator as it was left: `#cw=` and a partial scenario in the fragment, which no
// server sees. Only pages of our own read it.
'use strict';

/** Has an element follow the fragment of the page's address, and tells the fragment its tab. */
function followLink(element) {
  // The view that the fragment would be right about; none before the element is ready.
  let view = null;

  /** The scenario in the fragment; null where there is none that can be read. */
  const written = () => {
    try {
      const scenario = JSON.parse(decodeURIComponent(/^#cw=(.+)$/.exec(location.hash)[1]));
      return typeof scenario === 'object' && !Array.isArray(scenario) ? scenario : null;
    } catch {
      return null;
    }
  };
  const read = () => {
    const scenario = written();
    if (!scenario) return;
    element.scenario = scenario;
    view = element.result?.view ?? null;
  };

  element.addEventListener('cw-ready', ({ detail }) => { view = detail.view; });
  element.addEventListener('cw-change', ({ detail }) => {
    if (detail.view === view) return;
    view = detail.view;
    const scenario = encodeURIComponent(JSON.stringify({ ...written(), view }));
    try {
      history.replaceState(history.state, '', `#cw=${scenario}`);
    } catch {
      // A browser may refuse: one that was asked too often, for one. The tab has turned all the same.
    }
  });
  addEventListener('hashchange', read);
  read();
}
