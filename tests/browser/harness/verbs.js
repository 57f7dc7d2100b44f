// Stands before every script that a test runs: how a person's words ("the field viewers") become elements.
// A widget is named by a selector of its host.
const host = selector => document.querySelector(selector)
const inner = (selector, part) => host(selector)?.shadowRoot?.querySelector(part) ?? null
const field = (selector, name) => inner(selector, `[data-field="${CSS.escape(name)}"]`)
// What the reader types into or chooses from. A slider may stand beside it.
const control = (selector, name) =>
  field(selector, name)?.querySelector('input:not([type=radio], [type=range], [type=hidden]), select, textarea') ?? null
const figure = (selector, name) => inner(selector, `[data-figure="${CSS.escape(name)}"]`)
// Spaces that do not break and marks of direction are right, and not what is asked about here.
const plain = text => text
  .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
  .replace(/\s+/g, ' ')
  .trim()
const text = element => element ? plain(element.textContent) : null
const shown = element => Boolean(element?.getClientRects().length) && getComputedStyle(element).visibility !== 'hidden'
// The element with the focus, looking into shadow trees.
const focused = () => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}
const nameOf = element => {
  if (!element || element === document.body) return 'nothing'
  const field = element.closest('[data-field]')
  if (field) return element.type === 'range' ? `${field.dataset.field} slider` : field.dataset.field
  const details = element.closest('summary')?.parentElement
  if (details) return details.dataset.figure ?? ('assumptions' in details.dataset ? 'assumptions' : 'details')
  if (element.id) return element.id
  // A box that scrolls can take the focus in some engines, and rightly.
  if (!element.matches('input, select, textarea, button, a, summary, [tabindex]')) return 'box'
  return text(element).slice(0, 20) || element.localName
}
// The controls of a widget in the order of its tree, as far as the tab key stops at them.
const stops = selector => {
  const root = host(selector).shadowRoot
  const candidates = [...root.querySelectorAll('input, select, textarea, button, summary, a[href], [tabindex]')]
  return candidates.filter(element => {
    if (element.disabled || element.tabIndex < 0 || !shown(element)) return false
    if (element.type !== 'radio') return true
    // A group is one stop, at the button that is chosen.
    const group = candidates.filter(({type, name}) => type === 'radio' && name === element.name)
    return element === (group.find(({checked}) => checked) ?? group[0])
  }).map(nameOf)
}
// Two frames: styles and layout have followed what the scripts did.
const settled = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
