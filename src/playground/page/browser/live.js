import { deed, place, thread, user } from './ask.js'
import { elementOf, elementsOf, morph } from './morph.js'

/** Keeps the page at what the server says is there now. */

const byId = (id) => document.getElementById(id)
const scrolls = () => [...document.querySelectorAll('[data-scroll]')]
const atEnd = (it) => it.scrollHeight - it.scrollTop - it.clientHeight < 60
const toEnd = (it) => {
  it.scrollTop = it.scrollHeight
}

/** Shows the newest messages, as a client does that has just been opened. */
export const showNewest = () => {
  for (const it of scrolls()) toEnd(it)
}

const put = ({ id, list, after, html }) => {
  const drawn = elementOf(html)
  const there = byId(id)
  if (there) return morph(there, drawn)
  const parent = list && byId(list)
  if (!parent) return
  const before = after && byId(after)
  if (before) before.after(drawn)
  else parent.prepend(drawn)
}

const dropOthers = (all) => {
  const known = new Set(all)
  for (const it of document.querySelectorAll('#messages > [id], #replies > [id]')) if (!known.has(it.id)) it.remove()
}

const readUpTo = () => {
  const ts = byId('end')?.dataset.ts
  if (ts && document.visibilityState === 'visible') deed({ do: 'read', ts })
}

/** Puts a change into the page; whoever read the newest message goes on doing so, nobody else is moved. */
const apply = (change, shown) => {
  const following = scrolls().filter(atEnd)
  const before = byId('end')?.dataset.ts
  for (const it of change.set) put(it)
  for (const id of change.gone) byId(id)?.remove()
  if (change.all) dropOthers(change.all)
  for (const it of following) toEnd(it)
  const newest = byId('end')?.dataset.ts
  if (newest !== before) {
    readUpTo()
    const place = document.querySelector('[data-scroll="place"]')
    if (place && !following.includes(place)) byId('newer').hidden = false
  }
  shown(change)
}

let source = null
let first = null
let shownHook = () => {}
let panelHook = () => {}

const connection = (words, live = 'no') => {
  const line = byId('connection')
  line.textContent = words
  line.classList.toggle('lost', words !== '')
  document.body.dataset.live = live
}

/** Follows the place that is shown; what was followed before is let go. */
export const follow = (seen = byId('shell').dataset.seen) => {
  source?.close()
  document.body.dataset.live = 'no'
  const asked = new URLSearchParams({ at: place(), thread: thread(), first: first ?? '', seen })
  source = new EventSource(`/as/${user()}/events?${asked}`)
  source.addEventListener('change', (event) => apply(JSON.parse(event.data), shownHook))
  source.addEventListener('panel', () => panelHook())
  source.addEventListener('gone', () => location.assign(`/as/${user()}`))
  source.addEventListener('live', () => connection('', 'yes'))
  source.addEventListener('error', () => connection('Connection lost. Trying again…'))
}

/** Calls `shown` after each change of the page, and `panel` after each of the world beside it. */
export const onLive = ({ shown, panel }) => {
  shownHook = shown
  panelHook = panel
}

/** Begins at a place that was just shown. */
export const begin = () => {
  // What is shown stays shown while more comes in: nobody who reads further up is moved.
  first = document.querySelector('#messages > [data-ts]')?.dataset.ts ?? '0'
  showNewest()
  readUpTo()
  follow()
}

const showEarlier = async (button) => {
  button.disabled = true
  const asked = new URLSearchParams({ before: button.dataset.earlier, thread: thread() })
  const response = await fetch(`/as/${user()}/${place()}/earlier?${asked}`)
  if (!response.ok) return
  const more = await response.json()
  const scroll = document.querySelector('[data-scroll="place"]')
  const height = scroll.scrollHeight
  const held = scroll.scrollTop
  byId('messages').prepend(...elementsOf(more.html).filter((it) => !byId(it.id)))
  morph(byId('earlier'), elementOf(more.earlier))
  button.disabled = false
  scroll.scrollTop = held + scroll.scrollHeight - height
  first = more.first
  follow(more.seen)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-earlier]')
  if (button) showEarlier(button)
  if (event.target.closest('#newer')) showNewest()
})
document.addEventListener(
  'scroll',
  ({ target }) => {
    if (target instanceof Element && target.matches('[data-scroll="place"]') && atEnd(target))
      byId('newer').hidden = true
  },
  true,
)
document.addEventListener('visibilitychange', readUpTo)
