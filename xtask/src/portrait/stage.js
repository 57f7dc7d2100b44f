// What a preset's page and picture need of the live widget: every word and figure that it shows, how
// tall it is, and a pose. Runs in the page that xtask/src/portrait.rs opens, and nowhere else.
'use strict';

const stage = document.querySelector('main');
const [element] = stage.children;
const complaints = [];

addEventListener('cw-error', ({ detail }) => complaints.push(detail.message));

/** The text of a node without what a reader does not see; `''` for no node. */
function text(node) {
  if (!node || node.hidden) return '';
  const copy = node.cloneNode(true);
  for (const other of copy.querySelectorAll('[hidden], .derivation, svg')) other.remove();
  return copy.textContent.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
}

/** Until nothing changes any more for a few frames. */
async function settled(...widgets) {
  let before;
  for (let still = 0; still < 4; still++) {
    await new Promise((done) => { requestAnimationFrame(() => { setTimeout(done, 10); }); });
    const now = widgets.map((widget) => widget.shadowRoot.textContent + widget.offsetHeight).join();
    if (now !== before) still = 0;
    before = now;
  }
}

/** A value with the unit beside it: €24, €4.20, 12%. */
function withUnit(typed, box) {
  const unit = box?.dataset.unit ?? '';
  if (!typed || !unit) return typed;
  if (unit === '%') return `${typed}%`;
  const value = typed.replace(/\.\d$/, '$&0');
  return /^[a-z]/i.test(unit) ? `${unit} ${value}` : `${unit}${value}`;
}

/** What a control holds, as a reader sees it. */
function held(holder) {
  const control = holder.querySelector('.box :is(input, select, textarea)');
  if (!control) return text(holder.querySelector('.choices :checked + span'));
  const value = control.selectedOptions ? text(control.selectedOptions[0]) : control.value.trim().replace(/\s+/g, ' ');
  return withUnit(value, control.closest('.box'));
}

/** The table of a list: its columns, as far as something stands in them, and its rows. */
function ofList(list) {
  const rows = [...list.querySelectorAll('.lines > .line')].map((line) => [...line.querySelectorAll('.cell')]);
  const columns = rows[0].map((cell, place) => [text(cell.querySelector('label')), place])
    .filter(([, place]) => rows.some((row) => held(row[place])));
  return {
    title: text(list.querySelector('.title')),
    columns: columns.map(([name]) => name),
    rows: rows.map((row) => columns.map(([, place]) => held(row[place]))),
  };
}

/** What was put in: the lists, then the single fields. */
function inputs(root) {
  const lists = [...root.querySelectorAll('.list[data-field]')].map(ofList);
  const rows = [];
  for (const field of root.querySelectorAll('.field[data-field], .switch[data-field]')) {
    if (field.closest('.goal, .list')) continue;
    const value = held(field);
    // What costs nothing was not asked about.
    if (value && !/^\D*0%?$/.test(value)) rows.push([text(field.querySelector('.label, label')), value]);
  }
  return rows.length ? [...lists, { title: 'What was put in', columns: [], rows }] : lists;
}

/** The figures that came out, table by table. */
function outputs(root) {
  const tables = [];
  for (const table of root.querySelectorAll('.results-table')) {
    tables.push({
      title: text(table.querySelector('.title')),
      columns: [...table.querySelectorAll('thead th')].map(text),
      rows: [...table.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => {
        const counted = text(cell.querySelector('.counted'));
        return counted ? `${text(cell).slice(0, -counted.length).trim()} (${counted})` : text(cell);
      })),
    });
  }
  for (const figures of root.querySelectorAll('.figures')) {
    const rows = [...figures.querySelectorAll('.figure')].map((figure) => [
      text(figure.querySelector('.name')),
      ofWhat(text(figure.querySelector('.value')), text(figure.querySelector('.unit'))),
    ]);
    if (rows.length) tables.push({ title: text(figures.querySelector('.title')), columns: [], rows });
  }
  return tables;
}

/** A figure with what it is of: 3 points, 0.5%, 0.5 per 100 viewers. */
const ofWhat = (value, unit) => (unit ? `${value}${/^[\d+-]/.test(unit) ? ',' : ''} ${unit}` : value);

/** A copy of the element below the others, drawn. */
async function another(views, width) {
  const widget = element.cloneNode(true);
  widget.setAttribute('views', views);
  widget.style.inlineSize = `${width}px`;
  stage.append(widget);
  await widget.ready;
  return widget;
}

/** What a copy with one view says. */
function words(widget, view) {
  const { outcome, errors } = widget.result ?? { outcome: null, errors: [] };
  const root = widget.shadowRoot;
  const said = {
    errors: errors.map(({ field, code }) => `\`${view}.${field}\` (${code})`),
    found: Boolean(outcome),
    isExample: Boolean(text(root.querySelector('[data-example]'))),
  };
  if (!outcome) return said;
  const headline = root.querySelector('.headline');
  const all = (selector) => [...root.querySelectorAll(selector)].map(text).filter(Boolean);
  return {
    ...said,
    heading: text(root.querySelector('.heading')),
    headline: ofWhat(text(headline.querySelector('.value')), text(headline.querySelector('.unit'))),
    interval: text(root.querySelector('.interval')),
    meaning: text(root.querySelector('.verdict > .decision')) || text(root.querySelector('.verdict > .meaning')),
    verdict: [...all('.verdict > p:not(.spoken)'), ...all('.notes .note')],
    tables: [...outputs(root), ...inputs(root)],
  };
}

/** Nothing but the answer, as large as it fits. */
const POSE = `
  .card { padding: 0; border: 0; border-radius: 0; }
  .card > :not(:has(.results)), .head, .fields, .stays, .assumptions, .tabs, .switch, .beside, .notes, .figures,
  .results > :not(.found), .verdict > :not(.meaning, .decision), .verdict:has(.decision) > .meaning,
  .read, .said, .pointer, figure details, .thread + * { display: none !important; }
  .results { margin: 0; padding: 0; border: 0; }
  .found { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 48px; contain: none; }
  .headline, .found figure { margin: 0; }
  .headline .unit { line-height: 1.25; }
  .interval { margin-block-start: 0.4em; line-height: 1.3; text-wrap: balance; }
  .course .panel > svg { block-size: 105px; }
  .crowd:not(.density) > svg { inline-size: auto; max-inline-size: 100%; max-block-size: 320px; }
`;

/** Turns the page into the picture. */
async function pose() {
  document.body.className = 'posed';
  const root = element.shadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(POSE);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  await settled(element);
  const end = document.querySelector('footer').getBoundingClientRect().top;
  for (const part of root.querySelector('.found').children) {
    const sticksOut = () => [...part.querySelectorAll('*')].some((inside) => inside.getBoundingClientRect().bottom > end - 14);
    for (let zoom = 0.96; zoom > 0.4 && sticksOut(); zoom -= 0.04) part.style.zoom = zoom;
  }
  await settled(element);
}

/** Everything but the photograph: what each view says, and how tall the element is in columns of these widths. */
async function portray(views, widths) {
  await customElements.whenDefined(element.localName);
  await element.ready;
  const speakers = await Promise.all(views.map((view) => another(view, 720)));
  // A label of its own would stand where the view has its name.
  for (const speaker of speakers) speaker.removeAttribute('label');
  const models = await Promise.all(widths.map((width) => another(element.getAttribute('views'), width)));
  await settled(...speakers, ...models);
  const said = speakers.map((speaker, place) => words(speaker, views[place]));
  const heights = models.map(({ offsetHeight }) => offsetHeight);
  for (const widget of [...speakers, ...models]) widget.remove();
  if (said.every(({ found }) => found)) await pose();
  return { complaints, said, heights };
}
