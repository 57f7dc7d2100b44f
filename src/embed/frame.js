// The page inside a frame: one element, set up by the query of its address.
(() => {
  const tools = ['conversion-calculator', 'lifetime-value-projector'];
  const query = new URLSearchParams(location.search);
  const tool = query.get('tool');
  const element = document.createElement(tools.includes(tool) ? tool : tools[0]);
  for (const [name, value] of query) {
    // Names as the contract has them; whatever could run or look like something else stays out.
    if (/^[a-z]+(-[a-z]+)*$/.test(name) && !/^(on|style|class|id|is|slot|tool)/.test(name)) {
      element.setAttribute(name, value);
    }
  }
  element.setAttribute('loading', 'eager');
  const lang = query.get('lang');
  if (lang) document.documentElement.lang = lang;
  document.body.append(element);
  followLink(element);
})();
