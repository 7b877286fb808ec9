/**
 * Makes what is shown into what the server drew anew, and keeps what is the person's own: focus, what they typed (an input's
 * value, once typed in, is not its attribute any more), what they opened, and every element marked `data-keep`.
 */

/** Attributes that belong to the browser's side. */
const own = new Set(['open', 'style'])

const keyOf = (node) =>
  node instanceof Element ? node.id || node.getAttribute('data-block') || node.getAttribute('name') : null

const alike = (one, other) =>
  one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other)

const attributes = (from, to) => {
  for (const { name } of [...from.attributes]) if (!own.has(name) && !to.hasAttribute(name)) from.removeAttribute(name)
  for (const { name, value } of to.attributes)
    if (!own.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value)
}

const children = (from, to) => {
  let at = from.firstChild
  for (const wanted of [...to.childNodes]) {
    let found = at
    while (found && !alike(found, wanted)) found = found.nextSibling
    if (!found) {
      from.insertBefore(document.importNode(wanted, true), at)
      continue
    }
    // Whatever stands before the one that was found is gone there; a moved element would lose its focus.
    while (at && at !== found) {
      const next = at.nextSibling
      at.remove()
      at = next
    }
    morph(found, wanted)
    at = found.nextSibling
  }
  while (at) {
    const next = at.nextSibling
    at.remove()
    at = next
  }
}

/** Makes `from`, which stands in the page, alike to `to`. */
export const morph = (from, to) => {
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue
    return
  }
  if (from.hasAttribute('data-keep') && to.hasAttribute('data-keep')) return
  attributes(from, to)
  // The text of a textarea is only what it began with; a person's own text stands beside it.
  children(from, to)
}

/** The first element of this markup. It is the server's own, escaped there. */
export const elementOf = (html) => {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content.firstElementChild
}

/** The elements of this markup. */
export const elementsOf = (html) => {
  const template = document.createElement('template')
  template.innerHTML = html
  return [...template.content.children]
}
