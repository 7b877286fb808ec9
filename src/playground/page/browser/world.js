import { note, post, user, valuesOf } from './ask.js'
import { elementOf, elementsOf, morph } from './morph.js'

/** The tabs of the world beside the workspace, and whatever is posted there. */

const panel = () => document.getElementById('panel')
const tabs = () => [...document.querySelectorAll('[data-tab]')]

let shown = sessionStorage.getItem('panel')
let asked = 0

/** Draws the panel that is open anew; what is typed in it stays. */
export const drawPanel = async () => {
  if (!panel() || !shown) return
  asked += 1
  const mine = asked
  panel().setAttribute('aria-busy', 'true')
  const response = await fetch(`/panel/${shown}?as=${user()}`).catch(() => null)
  const drawn = elementOf(`<div id="panel-${shown}"></div>`)
  if (response?.ok) drawn.append(...elementsOf(await response.text()))
  else drawn.textContent = 'This could not be drawn just now.'
  if (mine !== asked) return
  panel().removeAttribute('aria-busy')
  const there = document.getElementById(drawn.id)
  if (there) morph(there, drawn)
  else panel().replaceChildren(drawn)
}

const choose = (id, focus) => {
  if (id !== shown) document.getElementById('panel-note')?.remove()
  shown = id
  sessionStorage.setItem('panel', id)
  if (!document.getElementById(`panel-${id}`)) panel()?.replaceChildren()
  for (const tab of tabs()) {
    const is = tab.dataset.tab === id
    tab.setAttribute('aria-selected', String(is))
    tab.tabIndex = is ? 0 : -1
    if (is) panel().setAttribute('aria-labelledby', tab.id)
    if (is && focus) tab.focus()
  }
  drawPanel()
}

/** Opens the panel that was open before, or the first. */
export const openPanel = () => {
  const known = tabs().map((it) => it.dataset.tab)
  if (known.length > 0) choose(known.includes(shown) ? shown : known[0], false)
}

const noteOf = (element) => {
  const there = document.getElementById('panel-note')
  if (there) return there
  const made = document.createElement('p')
  made.id = 'panel-note'
  made.className = 'note'
  made.setAttribute('role', 'status')
  element.closest('#panel, #guide')?.before(made)
  return made
}

const send = async (element, values) => {
  const button = element.matches('form') ? element.querySelector('[type="submit"]') : element
  if (button) button.disabled = true
  const answer = await post(element.dataset.post, values)
  if (button) button.disabled = false
  const wrong = answer.wrong ?? (answer.ok === false ? (answer.says ?? 'This did not work.') : undefined)
  note(noteOf(element), wrong ?? answer.note ?? answer.says ?? '', wrong !== undefined)
  await drawPanel()
}

const showView = (view) => {
  document.body.dataset.view = view
  for (const it of document.querySelectorAll('[data-view-of]'))
    it.setAttribute('aria-pressed', String(it.dataset.viewOf === view))
}

document.addEventListener('click', (event) => {
  const tab = event.target.closest('[data-tab]')
  if (tab) choose(tab.dataset.tab, true)
  const way = event.target.closest('[data-panel]')
  if (way) choose(way.dataset.panel, false)
  const view = event.target.closest('[data-view-of]')
  if (view) showView(view.dataset.viewOf)
  const button = event.target.closest('[data-post]:not(form)')
  if (button) send(button, { ...valuesOf(button.form).values, ...(button.name ? { [button.name]: button.value } : {}) })
})
document.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-post]')) return
  event.preventDefault()
  const { submitter } = event
  const pressed = submitter?.name ? { [submitter.name]: submitter.value } : {}
  send(event.target, { ...valuesOf(event.target).values, ...pressed })
})
document.addEventListener('keydown', (event) => {
  if (!event.target.matches?.('[data-tab]')) return
  const all = tabs()
  const at = all.indexOf(event.target)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  choose(all[(to + all.length) % all.length].dataset.tab, true)
})
