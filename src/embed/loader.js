// The loader: it knows when an element lives and dies; the module knows what it says.
// Stands behind the bindings in one function, so that one integrity covers everything that runs.
// The build fills in CW_BASE, CW_STARTS, CW_APART, CW_MESSAGES and CW_VERSION.

// A module has no script of its own, but the way to here; what a library has read and run has neither.
// An image of that name would stand in front of the document's property.
const { currentScript } = document;
const script = currentScript instanceof HTMLScriptElement && currentScript.src
  || /\w+:\/\/\S+?\/embed\.js/.exec(new Error().stack)?.[0]
  || document.querySelector('script[src*="/embed.js"]')?.src;
const base = new URL(CW_BASE, script || location.href);
/** The site that the folder of this version stands in. */
const site = new URL('..', base).href;

/** The page for frames, and whom its messages come from and go to: in a sandbox, or on a disk, nobody has a name. */
const framePage = new URL('embed/', base).href;
const peer = [self.origin, base.origin].includes('null') ? '*' : base.origin;

/** How near an element comes to the viewport before its module is fetched. */
const NEAR = '300px';

/** The smallest module there is: runs wherever a page's policy lets any run. */
const PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** An error with the code that `cw-error` carries. */
class Trouble extends Error {
  /** `isPolicy`: it is the page that forbids it, so that a frame of another origin would work. */
  constructor(code, message, isPolicy = false) {
    super(message);
    this.code = code;
    this.isPolicy = isPolicy;
  }
}

/** What the page's policy has forbidden here: `connect-src`, `frame-src`. */
const forbidden = new Set();
const forbade = ({ blockedURI, effectiveDirective, disposition }) => {
  if (disposition !== 'enforce' || !String(blockedURI).startsWith(base.origin)) return;
  forbidden.add(effectiveDirective);
  if (!/^(frame|child)/.test(effectiveDirective)) return;
  for (const element of [...live]) {
    const state = states.get(element);
    if (state.frame && state.name === 'loading') state.unanswered();
  }
};

// ---------------------------------------------------------------- the module, once for all

let crashed = '';
let loading;
/** The part that the module came with; -1 for none. */
let begun;
const texts = new Map();

/** The module's exports as they are, for its parts, which no script calls. */
let bare;

/** Wraps the module's exports, so that a crash is heard of once and the module never again. */
function guard(exports) {
  const guarded = {};
  bare = exports;
  for (const [name, value] of Object.entries(exports)) {
    // Numbers are what the parts import.
    if (+name >= 0) continue;
    guarded[name] = typeof value !== 'function' ? value : (...values) => {
      // What a crashed module would give is never looked at; an array serves for any shape of it.
      if (crashed) return [];
      try {
        return value(...values);
      } catch (error) {
        crash(String(error));
        return [];
      }
    };
  }
  return guarded;
}

/** Ends the module: every element goes back to what stands inside it. */
function crash(message) {
  if (crashed) return;
  crashed = message || 'crash';
  for (const element of [...live]) {
    const state = states.get(element);
    // What runs in a frame has a module of its own.
    if (!state.frame) state.fail(new Trouble('crash', crashed));
  }
}

/** Fetches a file beside this script, whole, checked against its integrity. */
async function fetched(file, integrity) {
  // As a text: those who listen to every request may know nothing else.
  const url = new URL(file, base).href;
  const manner = { credentials: 'omit', referrerPolicy: 'no-referrer' };
  let response;
  try {
    response = await fetch(url, { ...manner, integrity });
  } catch {
    // A wrong hash and a dead network give the same TypeError; only asking again tells them apart.
    const answer = await fetch(url, { ...manner, method: 'HEAD' }).catch(() => null);
    if (answer?.ok) throw new Trouble('integrity', `${file} is not what was published`);
    // A browser tells of its refusal in another task.
    await task();
    if (forbidden.has('connect-src')) {
      throw new Trouble('network', `the page's policy forbids fetching ${file}`, true);
    }
  }
  if (!response?.ok) throw new Trouble('network', `${file} cannot be fetched`);
  return response;
}

/** Whether this page lets a module run, before anything is fetched. */
function allowed() {
  if (typeof WebAssembly !== 'object') throw new Trouble('wasm-unsupported', 'no WebAssembly');
  try {
    new WebAssembly.Instance(new WebAssembly.Module(PROBE));
  } catch {
    throw new Trouble('wasm-blocked', "the page's policy forbids WebAssembly", true);
  }
}

/** Another task. */
const task = () => new Promise((done) => { setTimeout(done); });

/** Nothing more is asked of a module that crashed. */
function alive() {
  if (crashed) throw new Trouble('crash', crashed);
}

async function load() {
  allowed();
  const bytes = await (await fetched(...CW_STARTS[begun + 1])).arrayBuffer();
  try {
    await wasm_bindgen({ module_or_path: bytes });
  } catch (error) {
    throw new Trouble('wasm-unsupported', String(error));
  }
  // A module that is being developed tells what went wrong; a published one traps.
  wasm_bindgen.start?.(crash);
}

/** The module, with the part of this number, where nothing has begun yet. A network that failed may
 * work for the next element. */
function module(part = -1) {
  if (!loading) {
    begun = part;
    loading = load().catch((error) => {
      if (error.code === 'network' && !error.isPolicy) loading = null;
      throw error;
    });
  }
  return loading;
}

/** The part of the module that a view stands in, so that it travels beside the rest: a guess from
 * the attributes. What is really needed, the module tells (src/apart.rs). */
const PARTS = new Map(Object.entries({ return: 0, plan: 0, compare: 1, splitTest: 2, fee: 3, value: 3, tradeOff: 3 }));

const openings = [];
/** Fetches a part of the module, which lies over its memory and functions; or both in one file. */
function open(part) {
  openings[part] ||= (async () => {
    // Where no module may run, none is fetched.
    allowed();
    const arrived = module(part);
    if (begun !== part) {
      const bytes = fetched(...CW_APART[part]).then((answer) => answer.arrayBuffer());
      await Promise.all([bytes, arrived]);
      await WebAssembly.instantiate(await bytes, { w: bare });
    }
    await arrived;
    alive();
    wasm_bindgen.arrive(part, true, site);
    // This document too where nothing is drawn just now.
    for (const drawn of new Set([document, ...[...live].map((element) => element.ownerDocument)])) dressed(drawn);
  })().catch((error) => {
    openings[part] = null;
    throw error;
  });
  return openings[part];
}

// ---------------------------------------------------------------- the language of an element

/** The reader's language for an element: a tag that `Intl` takes. */
function language(element) {
  let node = element;
  let tag = '';
  while (node && !tag) {
    tag = node.getAttribute?.('lang') || '';
    node = node.parentNode || node.host;
  }
  for (const wanted of [tag, navigator.language]) {
    try {
      if (wanted) return Intl.getCanonicalLocales(wanted)[0];
    } catch {
      // Not a language tag; the next one may be.
    }
  }
  return 'en';
}

/** The sentences for a tag: [their tag, the sentences], English without a request. */
async function sentences(tag) {
  const found = [tag, tag.split('-')[0]].find((name) => Object.hasOwn(CW_MESSAGES, name));
  if (!found) return ['en', null];
  if (!texts.has(found)) {
    const [file, integrity] = CW_MESSAGES[found];
    texts.set(found, fetched(file, integrity).then((response) => response.json()));
  }
  try {
    return [found, await texts.get(found)];
  } catch {
    // English is better than nothing, and a later element may try again.
    texts.delete(found);
    return ['en', null];
  }
}

// ---------------------------------------------------------------- the looks of a page

const sheets = new WeakMap();

/** The style sheet in a document; constructed, because a strict policy forbids any other. */
function sheet(document) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new (document.defaultView || window).CSSStyleSheet();
    sheets.set(document, sheet);
    dressed(document);
  }
  return sheet;
}

/** Writes the style sheet of a document. */
function dressed(document) {
  sheets.get(document)?.replaceSync(wasm_bindgen.styles());
}

/** How light a computed colour is, 0 to 1, and how opaque; null for what cannot be told. */
function lightness(colour) {
  // The name of a space, as in color(xyz-d65 …), has digits of its own.
  const digits = colour.replace(/^color\(\S+/, '').match(/[\d.]+(?:e-?\d+)?/g);
  if (!digits) return null;
  const [a, b, c, alpha = 1] = digits;
  if (/^(ok)?l(ab|ch)/.test(colour)) return [a / (colour[0] === 'o' ? 1 : 100), +alpha];
  return [(0.2126 * a + 0.7152 * b + 0.0722 * c) / (colour.startsWith('rgb') ? 255 : 1), +alpha];
}

/** Whether an element stands on something dark. */
function isDark(element, probe) {
  const theme = element.getAttribute('theme');
  if (theme === 'dark' || theme === 'light') return theme === 'dark';
  // The page's used colour scheme shows in a system colour, beside the card and not in it, which
  // has a scheme of its own.
  const canvas = lightness(getComputedStyle(probe).backgroundColor);
  if (canvas && canvas[0] < 0.5) return true;
  for (let node = element; node; node = node.assignedSlot || node.parentNode || node.host) {
    if (node.nodeType !== 1) continue;
    const found = lightness(getComputedStyle(node).backgroundColor);
    if (found && found[1] > 0.5) return found[0] < 0.45;
  }
  return false;
}

// ---------------------------------------------------------------- what all elements share

/** The elements that are drawn. */
const live = new Set();
/** The state of each element, out of the page's reach. */
const states = new WeakMap();

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) if (isIntersecting) states.get(target).begin();
}, { rootMargin: NEAR });

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) states.get(target)?.resized();
});

/** Follows the attributes and the content of the elements. */
const changes = new MutationObserver((records) => {
  const changed = new Set();
  for (const { target } of records) {
    for (let node = target; node; node = node.parentNode) if (live.has(node)) changed.add(node);
  }
  for (const element of changed) states.get(element).update();
});

/** Follows what decides the theme and the language of a page, once a frame at the most. */
let due = 0;
const surroundings = () => {
  due ||= requestAnimationFrame(() => {
    due = 0;
    for (const element of live) {
      states.get(element).dress();
      states.get(element).speak();
    }
  });
};
const page = new MutationObserver(surroundings);
const themed = { attributes: true, attributeFilter: ['class', 'style', 'data-theme', 'data-bs-theme'] };
const spoken = { attributes: true, attributeFilter: ['lang'], subtree: true };

const followed = new WeakSet();
function follow(document) {
  const { documentElement: root, body } = document;
  // Some pages change their body, and some all of it.
  if (body) page.observe(body, themed);
  if (followed.has(root)) return;
  followed.add(root);
  page.observe(root, themed);
  new MutationObserver(surroundings).observe(root, spoken);
  // A background that fades says its colour only at the end.
  document.addEventListener('transitionend', ({ target }) => {
    if (target === root || target === document.body) surroundings();
  });
}

// ---------------------------------------------------------------- frames

/** How long a frame may take to say a word, at all and after it was loaded: a blocked one loads, too. */
const SILENCE = 15e3;
const SILENCE_LOADED = 4e3;

/** The custom properties that a frame cannot inherit. */
const TOKENS = 'accent on-accent background text muted border danger radius gap font font-size chart-1 chart-2 chart-3 chart-4'
  .split(' ').map((name) => `--cw-${name}`);

/** The little style of an element that shows a frame, or what stands inside it and a link. */
const PLAIN = ':host{display:block;inline-size:100%;min-inline-size:0;max-inline-size:var(--cw-max-width,720px)}'
  + ':host([hidden]){display:none!important}'
  + 'iframe{display:block;inline-size:100%;block-size:0;border:0}a{color:inherit}';

const listen = ({ source, origin, data }) => {
  if (!source || !isRecord(data)) return;
  for (const element of live) {
    const state = states.get(element);
    if (state.frame?.contentWindow !== source) continue;
    if (peer === '*' || origin === peer) state.hear(data);
    return;
  }
  // A frame that the page has written itself: nothing but its height is listened to.
  const height = data.cw === 'height' && pixels(data.height);
  if (!height) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source && frame.src.startsWith(`${base.origin}/`)) frame.style.height = height;
  }
};

/** A height as a style; nothing for what is no height. */
const pixels = (height) => (typeof height === 'number' && height > 0 && height < 1e5 ? `${Math.ceil(height)}px` : '');

/** What of `after` was not so `before`. */
function difference(before, after) {
  if (!isRecord(before) || !isRecord(after)) return after;
  const changed = {};
  for (const key of Object.keys(after)) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changed[key] = difference(before[key], after[key]);
  }
  return changed;
}

// ---------------------------------------------------------------- one element

/** What the module tells beside 0, a key, and 1, a change; with the number of the part to be opened. */
const OPENED = 2;
const OPENING = 3;

/** Whether a value is an object that merges. */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** How many values are read of what a page assigns; of `window` there would be no end. */
const MOST = 1e5;

/** Two partial scenarios as one: objects merge, everything else is replaced. */
function merged(old, value, depth = 8, left = [Infinity]) {
  if (!isRecord(value) || !depth) return value;
  const both = isRecord(old) ? { ...old } : {};
  for (const key of Object.keys(value)) {
    if (!left[0]--) throw left;
    both[key] = merged(both[key], value[key], depth - 1, left);
  }
  return both;
}

/** That the reader did something. The result is made for those who look at it, once: made for nobody,
 * it would take a fifth of what a key may take. By a class: to define a property of each event takes
 * longer than the event. */
class Deed extends CustomEvent {
  #element;
  #result;

  constructor(type, element) {
    super(type, { bubbles: true, composed: true });
    this.#element = element;
  }

  get detail() {
    this.#result ??= this.#element.result;
    return this.#result;
  }
}

class State {
  name = 'idle';
  /** What was assigned to `scenario` while there was nobody to hear it, and what was no scenario. */
  assigned = undefined;
  refused = undefined;
  /** What was typed, while the element is out of the page. */
  kept = null;
  /** What `scenario` and `result` were when the element was last drawn. */
  last = [null, null];
  handle = null;
  prepared = null;
  tag = '';
  speech = ['en', null];
  /** The frame, if it is one that is shown; and what it was told last. */
  frame = null;
  isOpen = false;
  said = '';
  /** What the frame's scenario was before the reader touched it. */
  base = null;
  /** Numbers of the last message to the frame, and of the last one that it has answered. */
  asked = 0;
  answered = 0;

  constructor(element) {
    this.element = element;
    this.ready = new Promise((resolve) => { this.resolve = resolve; });
  }

  emit(type, detail, cancelable) {
    const event = new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable });
    return this.element.dispatchEvent(event);
  }

  /** Tells that the reader did something. */
  tell(type) {
    this.element.dispatchEvent(new Deed(type, this.element));
  }

  /** Says what is wrong: to the page's handlers, else on its console. */
  report(code, message) {
    if (this.emit('cw-error', { code, message }, true)) {
      console.warn(`<${this.element.localName}> ${code}: ${message}`);
    }
  }

  connected() {
    if (this.frame) {
      // Moved or put back, a frame begins anew, and says so.
      this.said = '';
      this.isOpen = false;
      live.add(this.element);
      return undefined;
    }
    if (this.handle !== null) {
      follow(this.element.ownerDocument);
      return this.update();
    }
    // Back in the page: drawn at once, so that nobody types into what is not followed any more.
    if (this.name === 'ready') return this.draw(this.prepare());
    if (this.name !== 'idle') return undefined;
    this.name = 'waiting';
    if (this.element.getAttribute('loading') === 'eager') return this.begin();
    return near.observe(this.element);
  }

  /** The page may decide that it cannot wait after all. */
  hurry() {
    if (this.name === 'waiting' && this.element.getAttribute('loading') === 'eager') this.begin();
  }

  /** Loads what is needed and draws, in a task of its own: a start must block nobody. */
  async begin() {
    near.unobserve(this.element);
    if (this.name === 'waiting') this.name = 'loading';
    if (this.busy) return;
    if (this.element.getAttribute('frame') === 'always') {
      this.enframe();
      return;
    }
    this.busy = true;
    try {
      const tag = language(this.element);
      this.tag = tag;
      const arrived = Promise.all([sentences(tag), this.foresee()]);
      // The first formatter of a process takes a browser as long as all of the drawing. It is made
      // while the module is on its way, and in a task of its own.
      setTimeout(() => new Intl.NumberFormat(tag).format(0));
      [this.speech] = await arrived;
      // Compiling, computing and drawing are tasks of their own: a slow processor feels their sum.
      await task();
      alive();
      this.preparing = true;
      this.prepared = this.prepare();
      this.preparing = false;
      // The style sheet is read here, because drawing is the longest of these tasks.
      sheet(this.element.ownerDocument);
      // It may begin with a view that stands apart.
      await (this.wants === undefined ? task() : open(this.wants));
      alive();
      // The page may have taken the element out in the meantime; it is drawn when it is back.
      if (this.element.isConnected) {
        this.draw(this.prepared);
      } else {
        this.kept = wasm_bindgen.unmount(this.prepared);
        if (this.name === 'loading') this.name = 'idle';
      }
    } catch (error) {
      // A host with a shadow root of its own gives no place to draw in.
      if (this.prepared !== null) wasm_bindgen.unmount(this.prepared);
      const trouble = error instanceof Trouble ? error : new Trouble('crash', String(error));
      const isFrame = trouble.isPolicy && base.origin !== location.origin && this.element.getAttribute('frame') !== 'never';
      if (isFrame) this.enframe(trouble);
      else this.fail(trouble);
    } finally {
      this.busy = false;
      this.preparing = false;
      this.prepared = null;
    }
  }

  /** Has the module fetched, with what the element probably begins with. */
  foresee() {
    const { localName } = this.element;
    const [first] = (this.element.getAttribute('views') || '').split(/\s+/).filter(Boolean);
    const part = PARTS.get(this.assigned?.view || first || (localName[0] === 'l' && 'value'));
    return part !== undefined && CW_APART.length ? open(part) : module();
  }

  /** Has an element read and computed; nothing is drawn yet. */
  prepare() {
    const tell = (moment, message) => this.told(moment, message);
    const handle = wasm_bindgen.prepare(this.element, this.tag, ...this.speech, this.kept, tell);
    this.kept = null;
    return handle;
  }

  draw(handle) {
    if (crashed) return this.fail(new Trouble('crash', crashed));
    const { element } = this;
    this.emptied();
    this.root.adoptedStyleSheets = [sheet(element.ownerDocument)];
    live.add(element);
    // Asked while the root is empty: with the card in it, the answer would need its first layout in
    // this very task, because styles in a container wait for its size.
    const dark = isDark(element, this.probe);
    wasm_bindgen.draw(handle, this.root);
    if (crashed) return undefined;
    this.handle = handle;
    for (const value of [this.refused, this.assigned]) {
      if (value !== undefined) wasm_bindgen.assign(handle, value);
    }
    if (crashed) return undefined;
    this.refused = undefined;
    this.assigned = undefined;
    follow(element.ownerDocument);
    changes.observe(element, { attributes: true, childList: true, characterData: true, subtree: true });
    sizes.observe(element);
    this.dress(dark);
    this.speak();
    if (this.name !== 'ready') {
      this.name = 'ready';
      this.resolve('ready');
      this.emit('cw-ready', this.element.result);
    }
    return undefined;
  }

  told(moment, message) {
    // A handler of the page may use the element, which must not be in the middle of something.
    if (message) queueMicrotask(() => this.report('bad-attribute', message));
    else if (moment >= OPENING) this.opens(moment - OPENING);
    else if (moment === OPENED) queueMicrotask(() => this.tell('cw-change'));
    else this.tell(moment ? 'cw-change' : 'cw-input');
  }

  /** A part is wanted. What has not begun yet waits for it in `begin`. */
  opens(part) {
    this.wants = part;
    if (this.preparing) return;
    open(part).catch((error) => {
      if (crashed) return;
      wasm_bindgen.arrive(part, false, site);
      this.report(error.code || 'crash', error.message);
    });
  }

  /** The empty root of the element, with a probe for the colours around it. */
  emptied() {
    const { element } = this;
    this.root ||= element.attachShadow({ mode: 'open' });
    this.probe = element.ownerDocument.createElement('i');
    this.probe.hidden = true;
    this.probe.style.backgroundColor = 'Canvas';
    this.root.replaceChildren(this.probe);
    return this.root;
  }

  /** The same with what stands inside the element, and something behind it. */
  plain(part) {
    const { ownerDocument } = this.element;
    const sheet = new (ownerDocument.defaultView || window).CSSStyleSheet();
    sheet.replaceSync(PLAIN);
    this.emptied().append(ownerDocument.createElement('slot'), part);
    this.root.adoptedStyleSheets = [sheet];
  }

  /** Shows the page for frames instead, once that is ready; `trouble` is what else there would be. */
  enframe(trouble) {
    const { element } = this;
    if (!element.isConnected) {
      this.name = 'idle';
      return;
    }
    near.unobserve(element);
    this.name = 'loading';
    this.trouble = trouble;
    const frame = element.ownerDocument.createElement('iframe');
    frame.allow = 'clipboard-write';
    frame.referrerPolicy = 'no-referrer';
    frame.style.visibility = 'hidden';
    frame.src = this.address();
    frame.onload = () => this.hurryUp(SILENCE_LOADED);
    this.frame = frame;
    this.said = '';
    this.isOpen = false;
    live.add(element);
    try {
      this.plain(frame);
    } catch (error) {
      this.fail(new Trouble('crash', String(error)));
      return;
    }
    follow(element.ownerDocument);
    // Once more, because a document that is written anew has nobody who listens.
    addEventListener('message', listen);
    changes.observe(element, { attributes: true, childList: true, characterData: true, subtree: true });
    sizes.observe(element);
    this.hurryUp(SILENCE);
  }

  hurryUp(silence) {
    clearTimeout(this.timer);
    if (!this.isOpen && this.name === 'loading') this.timer = setTimeout(() => this.unanswered(), silence);
  }

  /** The frame has no answer. */
  unanswered() {
    const reason = this.trouble ? `${this.trouble.message}, and ` : '';
    this.fail(new Trouble('frame-blocked', `${reason}the frame at ${framePage} does not answer`));
  }

  /** The attributes, as the frame needs them. */
  attributes() {
    const attributes = {};
    for (const { name, value } of this.element.attributes) {
      if (!/^(style|class|id|slot|hidden|frame|loading|on.*)$/.test(name)) attributes[name] = value;
    }
    attributes.lang = language(this.element);
    return attributes;
  }

  /** The JSON inside the element. */
  child() {
    return this.element.querySelector('script[type="application/json"]')?.textContent;
  }

  /** Where the page for frames shows what this element would. In the fragment: no server reads it. */
  address() {
    return `${framePage}?tool=${this.element.localName}#?${new URLSearchParams(this.attributes())}`;
  }

  /** The same as a link, which nobody tells anything else. */
  link() {
    const child = this.child();
    return this.address() + (child ? `&${new URLSearchParams({ cw: child })}`.replaceAll('+', '%20') : '');
  }

  /** Tells the frame something, in so far as it can be told at all. */
  post(message) {
    try {
      this.frame.contentWindow.postMessage({ ...message, n: this.asked + 1 }, peer);
      this.asked++;
    } catch (error) {
      this.report('bad-attribute', `scenario: ${error}`);
    }
  }

  /** Tells the frame what the page says, if that is news. */
  set(cw = 'set') {
    const { element, frame, probe } = this;
    if (!this.isOpen) return;
    const attributes = this.attributes();
    const theme = isDark(element, probe) ? 'dark' : 'light';
    const style = getComputedStyle(element);
    const tokens = {};
    for (const name of TOKENS) tokens[name] = style.getPropertyValue(name);
    attributes.theme = theme;
    // Of one scheme with its page, a frame is as clear as any other element.
    frame.style.colorScheme = theme;
    frame.title = attributes.label || (element.localName[0] === 'l' ? 'Lifetime value projector' : 'Conversion calculator');
    const message = { cw, attributes, child: this.child(), tokens };
    const said = JSON.stringify(message);
    if (this.said === said) return;
    this.said = said;
    this.post(message);
  }

  /** A message of the frame. */
  hear({ cw, n, height, result, scenario, code, message }) {
    if (cw === 'hello') {
      clearTimeout(this.timer);
      this.isOpen = true;
      this.said = '';
      this.set(cw);
      // What was typed into a frame that was taken away is not lost.
      const typed = this.base ? difference(this.base, this.last[0]) : undefined;
      for (const value of [this.refused, this.assigned, typed]) {
        if (value !== undefined) this.post({ cw: 'set', scenario: value });
      }
      this.refused = undefined;
    } else if (cw === 'height') {
      this.tall = pixels(height) || this.tall;
      if (this.name === 'frame') this.frame.style.blockSize = this.tall;
    } else if (cw === 'error' && typeof code === 'string' && typeof message === 'string') {
      if (code === 'bad-attribute') this.report(code, message);
      else this.fail(new Trouble(code, message));
    } else if (this.isOpen && isRecord(result) && isRecord(scenario)) {
      this.last = [scenario, result];
      this.answered = n;
      const isLatest = n === this.asked;
      if (isLatest) this.base ||= scenario;
      if (this.name === 'loading' && isLatest) this.show();
      else if (cw === 'input' || cw === 'change') this.emit(`cw-${cw}`, this.element.result);
    }
  }

  /** The frame is ready; it stands where what stands inside the element has stood. */
  show() {
    this.root.querySelector('slot').remove();
    this.frame.style.visibility = '';
    this.frame.style.blockSize = this.tall;
    this.name = 'frame';
    this.resolve('frame');
    this.emit('cw-ready', this.element.result);
  }

  /** Something on the element or around it has changed. */
  update() {
    if (this.frame) this.set();
    if (this.handle === null) return;
    wasm_bindgen.update(this.handle);
    // It may have been the module's end.
    if (this.handle === null) return;
    this.dress();
    this.speak();
  }

  dress(dark) {
    if (this.frame) return this.set();
    dark ??= isDark(this.element, this.probe);
    this.root.querySelector('.cw').dataset.theme = dark ? 'dark' : 'light';
    return undefined;
  }

  /** Speaks the language of the element; `again` where it does already. */
  async speak(again) {
    if (this.frame) return;
    const tag = language(this.element);
    if (tag === this.tag && !again) return;
    this.tag = tag;
    const speech = await sentences(tag);
    // Another language may have been asked for while this one was on its way.
    if (this.tag !== tag) return;
    this.speech = speech;
    if (this.handle === null) return;
    const { id, selectionStart, selectionEnd } = this.root.activeElement || {};
    wasm_bindgen.speak(this.handle, tag, ...speech);
    await task();
    // The card was built anew; the reader types on where they were, unless they have gone elsewhere.
    const { activeElement, body } = this.element.ownerDocument;
    const control = id && activeElement === body && this.root.getElementById(id);
    if (!control) return;
    control.focus({ preventScroll: true });
    if (selectionStart != null) control.setSelectionRange(selectionStart, selectionEnd);
  }

  /** Keeps what is assigned until somebody is there to hear it. */
  keep(value) {
    try {
      if (isRecord(value)) this.assigned = merged(this.assigned, value, 8, [MOST]);
      else this.refused = value ?? null;
    } catch {
      this.refused = value;
    }
  }

  /** What the page assigns to `scenario`. */
  assign(value) {
    if (this.handle !== null) {
      wasm_bindgen.assign(this.handle, value);
      return;
    }
    this.keep(value);
    if (!this.isOpen) return;
    this.refused = undefined;
    this.post({ cw: 'set', scenario: value });
  }

  reset() {
    this.assigned = undefined;
    this.refused = undefined;
    this.kept = null;
    this.base = null;
    if (this.isOpen) this.post({ cw: 'reset' });
    const handle = this.handle ?? this.prepared;
    if (handle !== null) wasm_bindgen.reset(handle);
  }

  resized() {
    const height = this.element.offsetHeight;
    if (height === this.height || (this.handle === null && this.name !== 'frame')) return;
    this.height = height;
    this.emit('cw-resize', { height });
  }

  /** The element has left the page, and has not come back within the same task. */
  disconnected() {
    near.unobserve(this.element);
    if (this.name === 'waiting') this.name = 'idle';
    if (this.frame) {
      live.delete(this.element);
      // One that has shown nothing yet is asked for again when the element is back.
      if (this.name === 'loading') {
        this.name = 'idle';
        this.unframe();
      }
    }
    if (this.handle === null) return;
    sizes.unobserve(this.element);
    live.delete(this.element);
    this.last = [this.element.scenario, this.element.result];
    this.kept = wasm_bindgen.unmount(this.handle);
    this.handle = null;
  }

  unframe() {
    clearTimeout(this.timer);
    this.frame?.remove();
    this.frame = null;
    this.isOpen = false;
  }

  /** Shows what stands inside the element, for good, and a way to where it works. */
  fail(trouble) {
    if (this.name === 'failed') return;
    const link = this.element.ownerDocument.createElement('a');
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = 'Open the calculator';
    // As it is when somebody follows it.
    link.onfocus = link.onpointerdown = () => { link.href = this.link(); };
    link.href = this.link();
    this.unframe();
    live.delete(this.element);
    sizes.unobserve(this.element);
    this.handle = null;
    this.assigned = undefined;
    this.refused = undefined;
    this.name = 'failed';
    this.last = [null, null];
    try {
      this.plain(link);
    } catch {
      // The root is not ours: there is no place for a link.
    }
    this.report(trouble.code, trouble.message);
    this.resolve('failed');
  }

  adopted(from) {
    // The document of a frame that was taken away has forgotten who listens: drawn anew when connected.
    if (this.handle !== null && !from.defaultView) {
      this.kept = wasm_bindgen.unmount(this.handle);
      this.handle = null;
    }
    const { handle, element } = this;
    const { ownerDocument } = element;
    const view = ownerDocument.defaultView;
    // A document that nobody shows has no styles either.
    if (handle === null || !view) return;
    this.root.adoptedStyleSheets = [sheet(ownerDocument)];
    follow(ownerDocument);
    sizes.observe(element);
    // A frame that is taken away takes its elements with it, and tells them nothing; whoever still
    // looked at their size would be told of a fault, again and again.
    if (view !== window) {
      view.addEventListener('pagehide', () => {
        if (element.ownerDocument === ownerDocument) sizes.unobserve(element);
      });
    }
  }
}

/** An element of the widget. */
class Widget extends HTMLElement {
  constructor() {
    super();
    states.set(this, new State(this));
  }

  connectedCallback() {
    // A scenario that was assigned before this class was there stands in front of its property.
    if (Object.hasOwn(this, 'scenario')) {
      const value = this.scenario;
      delete this.scenario;
      this.scenario = value;
    }
    states.get(this).connected();
  }

  static get observedAttributes() {
    return ['loading'];
  }

  // The module knows all other attributes, and follows them from when it is there.
  attributeChangedCallback() {
    states.get(this).hurry();
  }

  // With it, moveBefore() moves the element without taking it out at all.
  connectedMoveCallback() {
    states.get(this).update();
  }

  disconnectedCallback() {
    queueMicrotask(() => { if (!this.isConnected) states.get(this).disconnected(); });
  }

  adoptedCallback(from) {
    states.get(this).adopted(from);
  }

  get state() {
    return states.get(this).name;
  }

  get ready() {
    return states.get(this).ready;
  }

  get scenario() {
    const { handle, assigned, last, asked, answered, frame } = states.get(this);
    if (handle !== null) return wasm_bindgen.scenario(handle);
    // A frame that has answered knows what was assigned.
    return frame && asked === answered ? structuredClone(last[0]) : merged(last[0], assigned) ?? last[0];
  }

  set scenario(value) {
    states.get(this).assign(value);
  }

  get result() {
    const { handle, last } = states.get(this);
    return handle === null ? structuredClone(last[1]) : wasm_bindgen.result(handle);
  }

  reset() {
    states.get(this).reset();
  }
}

// The first version on a page serves all. Navigation that never leaves the page runs this again and
// again, which shall leave nothing behind.
const own = ['conversion-calculator', 'lifetime-value-projector'].filter((tag) => !customElements.get(tag));
if (own.length) {
  addEventListener('message', listen);
  document.addEventListener('securitypolicyviolation', forbade);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', surroundings);
  // WebKit empties fields without suggestions when the reader comes back to a page that was kept.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) for (const element of live) states.get(element).speak(true);
  });
}
for (const tag of own) customElements.define(tag, class extends Widget {});
