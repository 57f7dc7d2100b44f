// The loader: it knows when an element lives and dies; the module knows what it says.
// Stands behind the bindings in one function, so that one integrity covers everything that runs.
// The build fills in CW_BASE, CW_MODULE, CW_APART, CW_MESSAGES and CW_VERSION.

const script = document.currentScript || document.querySelector('script[src$="/embed.js"]');
const base = new URL(CW_BASE, script?.src || location.href);

/** How near an element comes to the viewport before its module is fetched. */
const NEAR = '300px';

/** The smallest module there is: runs wherever a page's policy lets any run. */
const PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** An error with the code that `cw-error` carries. */
class Trouble extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

// ---------------------------------------------------------------- the module, once for all

let crashed = '';
let loading;
const texts = new Map();

/** The module's exports as they are, for its other part, which calls and is called by no script. */
let bare;

/** Wraps the module's exports, so that a crash is heard of once and the module never again. */
function guard(exports) {
  const guarded = {};
  bare = exports;
  for (const [name, value] of Object.entries(exports)) {
    // Numbers are what the other part imports.
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
  for (const element of [...live]) states.get(element).fail(new Trouble('crash', crashed));
}

/** Fetches a file beside this script, whole, checked against its integrity. */
async function fetched(file, integrity) {
  const url = new URL(file, base);
  const manner = { credentials: 'omit', referrerPolicy: 'no-referrer' };
  let response;
  try {
    response = await fetch(url, { ...manner, integrity });
  } catch {
    // A wrong hash and a dead network give the same TypeError; only asking again tells them apart.
    const answer = await fetch(url, { ...manner, method: 'HEAD' }).catch(() => null);
    if (answer?.ok) throw new Trouble('integrity', `${file} is not what was published`);
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
    throw new Trouble('wasm-blocked', "the page's policy forbids WebAssembly");
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
  const bytes = await (await fetched(...CW_MODULE)).arrayBuffer();
  try {
    await wasm_bindgen({ module_or_path: bytes });
  } catch (error) {
    throw new Trouble('wasm-unsupported', String(error));
  }
  // A module that is being developed tells what went wrong; a published one traps.
  wasm_bindgen.start?.(crash);
}

/** The module; a network that failed may work for the next element. */
function module() {
  loading ||= load().catch((error) => {
    if (error.code === 'network') loading = null;
    throw error;
  });
  return loading;
}

/** The part of the module that a view stands in, so that it travels beside the rest: a guess from
 * the attributes. What is really needed, the module tells (src/apart.rs). */
const PARTS = { return: 0, plan: 0, compare: 1, splitTest: 1, fee: 2, value: 2, tradeOff: 2 };

const openings = [];
/** Fetches a part of the module; it lies over the memory and the functions of the first. */
function open(part) {
  openings[part] ||= (async () => {
    const bytes = fetched(...CW_APART[part]).then((answer) => answer.arrayBuffer());
    await Promise.all([bytes, module()]);
    await WebAssembly.instantiate(await bytes, { w: bare });
    alive();
    wasm_bindgen.arrive(part, true);
    for (const { ownerDocument } of live) dressed(ownerDocument);
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
  sheets.get(document).replaceSync(wasm_bindgen.styles());
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
  if (followed.has(document)) return;
  followed.add(document);
  const root = document.documentElement;
  page.observe(root, themed);
  if (document.body) page.observe(document.body, themed);
  new MutationObserver(surroundings).observe(root, spoken);
  // A background that fades says its colour only at the end.
  document.addEventListener('transitionend', ({ target }) => {
    if (target === root || target === document.body) surroundings();
  });
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', surroundings);

// ---------------------------------------------------------------- one element

/** What the module tells beside 0, a key, and 1, a change; with the number of the part to be opened. */
const OPENED = 2;
const OPENING = 3;

/** Whether a value is an object that merges. */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Two partial scenarios as one: objects merge, everything else is replaced. */
function merged(old, value, depth = 8) {
  if (!isRecord(value) || !depth) return value;
  const both = isRecord(old) ? { ...old } : {};
  for (const key of Object.keys(value)) both[key] = merged(both[key], value[key], depth - 1);
  return both;
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

  constructor(element) {
    this.element = element;
    this.ready = new Promise((resolve) => { this.resolve = resolve; });
  }

  emit(type, detail, cancelable) {
    const event = new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable });
    return this.element.dispatchEvent(event);
  }

  /** Tells that the reader did something. The result is made for those who look at it, once: made
   * for nobody, it would take a fifth of what a key may take. */
  tell(type) {
    const { element } = this;
    const event = new CustomEvent(type, { bubbles: true, composed: true });
    let result;
    Object.defineProperty(event, 'detail', { get: () => result ??= element.result });
    element.dispatchEvent(event);
  }

  /** Says what is wrong: to the page's handlers, else on its console. */
  report(code, message) {
    if (this.emit('cw-error', { code, message }, true)) {
      console.warn(`<${this.element.localName}> ${code}: ${message}`);
    }
  }

  connected() {
    if (this.handle !== null) return this.update();
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
    this.busy = true;
    try {
      const tag = language(this.element);
      this.tag = tag;
      const arrived = Promise.all([sentences(tag), module(), this.foresee()]);
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
      this.fail(error instanceof Trouble ? error : new Trouble('crash', String(error)));
    } finally {
      this.busy = false;
      this.preparing = false;
      this.prepared = null;
    }
  }

  /** Has what it probably begins with fetched. */
  foresee() {
    const { localName } = this.element;
    const [first] = (this.element.getAttribute('views') || '').split(/\s+/).filter(Boolean);
    const part = PARTS[this.assigned?.view || first || (localName[0] === 'l' && 'value')];
    return part !== undefined && CW_APART && open(part);
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
    this.root ||= element.attachShadow({ mode: 'open' });
    this.probe = element.ownerDocument.createElement('i');
    this.probe.hidden = true;
    this.probe.style.backgroundColor = 'Canvas';
    this.root.replaceChildren(this.probe);
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
      wasm_bindgen.arrive(part, false);
      this.report(error.code || 'crash', error.message);
    });
  }

  /** Something on the element or around it has changed. */
  update() {
    if (this.handle === null) return;
    wasm_bindgen.update(this.handle);
    // It may have been the module's end.
    if (this.handle === null) return;
    this.dress();
    this.speak();
  }

  dress(dark = isDark(this.element, this.probe)) {
    this.root.querySelector('.cw').dataset.theme = dark ? 'dark' : 'light';
  }

  async speak() {
    const tag = language(this.element);
    if (tag === this.tag) return;
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
      if (isRecord(value)) this.assigned = merged(this.assigned, value);
      else this.refused = value ?? null;
    } catch {
      this.refused = value;
    }
  }

  reset() {
    this.assigned = undefined;
    this.refused = undefined;
    this.kept = null;
    const handle = this.handle ?? this.prepared;
    if (handle !== null) wasm_bindgen.reset(handle);
  }

  resized() {
    const height = this.element.offsetHeight;
    if (this.handle === null || height === this.height) return;
    this.height = height;
    this.emit('cw-resize', { height });
  }

  /** The element has left the page, and has not come back within the same task. */
  disconnected() {
    near.unobserve(this.element);
    if (this.name === 'waiting') this.name = 'idle';
    if (this.handle === null) return;
    sizes.unobserve(this.element);
    live.delete(this.element);
    this.last = [this.element.scenario, this.element.result];
    this.kept = wasm_bindgen.unmount(this.handle);
    this.handle = null;
  }

  /** Shows what stands inside the element, for good. */
  fail(trouble) {
    if (this.name === 'failed') return;
    live.delete(this.element);
    sizes.unobserve(this.element);
    this.handle = null;
    this.assigned = undefined;
    this.refused = undefined;
    this.name = 'failed';
    this.root?.replaceChildren(document.createElement('slot'));
    this.report(trouble.code, trouble.message);
    this.resolve('failed');
  }

  adopted() {
    const { handle, element } = this;
    // A document that nobody shows has no styles either.
    if (handle === null || !element.ownerDocument.defaultView) return;
    this.root.adoptedStyleSheets = [sheet(element.ownerDocument)];
    follow(element.ownerDocument);
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

  adoptedCallback() {
    states.get(this).adopted();
  }

  get state() {
    return states.get(this).name;
  }

  get ready() {
    return states.get(this).ready;
  }

  get scenario() {
    const { handle, assigned, last } = states.get(this);
    return handle === null ? merged(last[0], assigned) ?? last[0] : wasm_bindgen.scenario(handle);
  }

  set scenario(value) {
    const state = states.get(this);
    if (state.handle === null) state.keep(value);
    else wasm_bindgen.assign(state.handle, value);
  }

  get result() {
    const { handle, last } = states.get(this);
    return handle === null ? last[1] : wasm_bindgen.result(handle);
  }

  reset() {
    states.get(this).reset();
  }
}

// The first version on a page serves all.
for (const tag of ['conversion-calculator', 'lifetime-value-projector']) {
  if (!customElements.get(tag)) customElements.define(tag, class extends Widget {});
}
