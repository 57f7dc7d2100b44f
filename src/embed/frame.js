// The page inside a frame: one element, set up by the address and by the page around it.
//
// The address holds attributes, and with `cw` a scenario as JSON: the author's, like attributes.
// What it hears, from nobody but that page: `hello` and `set` {attributes, child, tokens, scenario},
// `reset`; and WordPress's `ready`. What it says: its height, to whoever is around it; `result`, `input`,
// `change` and `error` to those who have said hello.
(() => {
  const { parent } = window;
  const isFramed = parent !== window;
  const tools = ['conversion-calculator', 'lifetime-value-projector'];
  const query = new URLSearchParams(location.search);
  const tool = query.get('tool');
  const element = document.createElement(tools.includes(tool) ? tool : tools[0]);

  /** Whether an attribute is one of the contract; whatever could run or look like something else stays out. */
  const isFit = (name) => /^[a-z]+(-[a-z]+)*$/.test(name)
    && !/^(on.*|style|class|id|is|slot|hidden|inert|tool|cw|secret|frame|loading)$/.test(name);
  const isRecord = (value) => typeof value === 'object' && value !== null;

  function wear(attributes) {
    for (const name of element.getAttributeNames()) {
      if (isFit(name) && !Object.hasOwn(attributes, name)) element.removeAttribute(name);
    }
    for (const [name, value] of Object.entries(attributes)) {
      if (isFit(name) && typeof value === 'string' && value !== element.getAttribute(name)) element.setAttribute(name, value);
    }
    document.documentElement.lang = element.lang || 'en';
  }

  /** Puts a scenario inside the element, in place of what stands there. */
  function keep(json) {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = typeof json === 'string' ? json : '';
    element.replaceChildren(...(script.textContent ? [script] : []));
  }

  /** Dyes the element: the widget's own custom properties, and no others. */
  function dye(tokens) {
    for (const [name, value] of Object.entries(tokens)) {
      if (/^--cw-[a-z\d-]+$/.test(name) && typeof value === 'string') element.style.setProperty(name, value);
    }
  }

  // Behind `#?` stands what no server shall read, and what WordPress adds.
  const behind = () => new URLSearchParams(/^#\?(.*?)(&cw=|$)/.exec(location.hash)?.[1]);
  const said = { ...Object.fromEntries(query), ...Object.fromEntries(behind()) };
  wear(said);
  dye(said);
  element.setAttribute('loading', 'eager');
  keep(query.get('cw'));
  document.body.append(element);
  followLink(element);

  // ---------------------------------------------------------------- its height

  // As the page around it knows it: what the reader does may change the fragment.
  const src = location.href;
  let secret = behind().get('secret');
  let told = 0;

  /** Tells the height of the element, which is the same in a frame of any height, in every dialect. */
  function tellHeight(isAsked) {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (!isFramed || !height || (height === told && !isAsked)) return;
    told = height;
    const messages = [
      { cw: 'height', height },
      { sentinel: 'amp', type: 'embed-size', height },
      JSON.stringify({ src, context: 'iframe.resize', height }),
    ];
    if (secret) messages.push({ message: 'height', value: height, secret });
    for (const message of messages) parent.postMessage(message, '*');
  }

  addEventListener('hashchange', () => {
    secret = behind().get('secret') || secret;
    tellHeight(true);
  });

  // ---------------------------------------------------------------- its figures

  /** The origin that has said hello, and the number of its last message. */
  let host = '';
  let n = 0;

  function tell(cw) {
    const { result, scenario } = element;
    if (host && result) parent.postMessage({ cw, n, result, scenario }, host);
  }

  const troubles = [];
  function tellTroubles() {
    if (host) for (const { code, message } of troubles.splice(0)) parent.postMessage({ cw: 'error', code, message }, host);
  }

  new ResizeObserver(() => {
    tellHeight();
    // Something may have come that no event tells of.
    tell('result');
  }).observe(element);
  for (const word of ['ready', 'input', 'change']) {
    element.addEventListener(`cw-${word}`, () => {
      // Told before the figures, so that nobody shows a frame that has no height yet.
      tellHeight();
      tell(word === 'ready' ? 'result' : word);
    });
  }
  element.addEventListener('cw-error', (event) => {
    troubles.push(event.detail);
    if (host) event.preventDefault();
    tellTroubles();
    if (element.state !== 'failed' || element.querySelector(':not(script)')) return;
    const words = document.createElement('p');
    words.textContent = 'This calculator cannot start here.';
    element.append(words);
  });

  /** Does what the page around the frame has said. */
  function follow({ attributes, child, tokens, scenario }) {
    if (isRecord(attributes)) {
      wear(attributes);
      // Of the page's scheme, and nothing behind the card but the page.
      if (['dark', 'light'].includes(attributes.theme)) {
        document.documentElement.style.colorScheme = attributes.theme;
        document.body.style.background = 'none';
      }
      keep(child);
    }
    if (isRecord(tokens)) dye(tokens);
    if (scenario !== undefined) element.scenario = scenario;
  }

  addEventListener('message', ({ source, origin, data }) => {
    if (!isFramed || source !== parent || !isRecord(data)) return;
    if (data.message === 'ready' && data.secret === secret) tellHeight(true);
    if (data.cw === 'hello') host = origin === 'null' ? '*' : origin;
    else if (!host || !['set', 'reset'].includes(data.cw)) return;
    n = Number.isInteger(data.n) ? data.n : 0;
    if (data.cw === 'reset') element.reset?.();
    else follow(data);
    tellTroubles();
    // Attributes are followed in a task of their own.
    setTimeout(() => {
      tellHeight();
      tell('result');
    });
  });

  addEventListener('load', () => {
    if (customElements.get(element.localName)) return;
    troubles.push({ code: 'network', message: 'embed.js cannot be fetched' });
    tellTroubles();
  });

  // Says that it is there, and nothing else: whoever wants more says hello.
  if (isFramed) parent.postMessage({ cw: 'hello' }, '*');
})();
