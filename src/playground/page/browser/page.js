import { deed, note, place, post, valuesOf } from './ask.js'
import { restoreDrafts, startWith } from './box.js'
import { confirmed, showModal } from './dialogs.js'
import { begin, onLive } from './live.js'
import { morph } from './morph.js'
import { drawPanel, openPanel } from './world.js'

/** The page itself: where one is, what is pressed, and how it looks. */

const byId = (id) => document.getElementById(id)

/** Where something is pressed: in the form, in the Home, or in a message. */
const surfaceOf = (element) => {
  const surface = element.closest('[data-surface]')?.dataset.surface
  return surface ? { surface } : { surface: 'message', ts: element.closest('[data-ts]')?.dataset.ts ?? '' }
}

const noteOf = (element) => {
  if (element.closest('#modal')) return byId('modal-note')
  return byId(element.closest('#thread') ? 'reply-note' : 'say-note')
}

const act = async (element, what) => {
  if (!(await confirmed(element))) return false
  const { block, action } = element.dataset
  const on = surfaceOf(element)
  const fields = on.surface === 'modal' ? valuesOf(element.closest('form')) : {}
  element.classList.add('working')
  const done = await deed({ ...what, on, block, action, ...fields })
  element.classList.remove('working')
  note(noteOf(element), done.ok ? '' : done.says)
  return done.ok
}

/** The value of what is chosen in outside of forms. */
const chosenIn = (element) => {
  if (element.dataset.value !== undefined) return element.dataset.value
  if (!element.matches('fieldset')) return element.value
  const chosen = [...element.querySelectorAll('input:checked')].map((it) => it.value)
  return element.getAttribute('role') === 'radiogroup' ? (chosen[0] ?? '') : chosen
}

const choose = (element) =>
  act(element, { do: 'choose', value: chosenIn(element), instant: element.hasAttribute('data-instant') })

const dispatch = (element) => {
  const form = element.closest('[data-submit]')
  if (!form) return
  const { block } = element.dataset
  const { values, instants } = valuesOf(form)
  deed({ do: 'fill', view: form.dataset.submit, values: { [block]: values[block] ?? '' }, instants })
}

/** Whoever opens the app's Home or its messages, Slack tells the app. */
const arrive = () => {
  if (place() === 'home') deed({ do: 'open', tab: 'home' })
  if (place() === 'cordon') deed({ do: 'open', tab: 'messages' })
  restoreDrafts()
  openPanel()
  showModal()
  begin()
}

/** Goes to another place or person without loading what stays as it is. */
const go = async (href, push) => {
  const response = await fetch(href).catch(() => null)
  if (!response?.ok) return location.assign(href)
  const next = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (push) history.pushState(null, '', response.url)
  document.title = next.title
  byId('who').open = false
  for (const id of ['say-note', 'reply-note']) note(byId(id), '')
  byId('newer')?.setAttribute('hidden', '')
  morph(byId('shell'), document.importNode(next.getElementById('shell'), true))
  showSide(false)
  arrive()
}

const showSide = (open) => {
  document.body.classList.toggle('side-open', open)
  byId('burger').setAttribute('aria-expanded', String(open))
}

const dark = matchMedia('(prefers-color-scheme: dark)')
/** As the system has it, then the other one, then the one that is like the system's but stays. */
const themes = () => (dark.matches ? ['auto', 'light', 'dark'] : ['auto', 'dark', 'light'])
const nextTheme = () => {
  const html = document.documentElement
  const theme = themes()[(themes().indexOf(html.dataset.theme) + 1) % 3]
  html.dataset.theme = theme
  byId('theme').title = theme === 'auto' ? 'Colours of the system' : `Colours: ${theme}`
  post('/settings', { theme })
}

/** The page is drawn in the browser's zone: a server that does not know it yet is told, once. */
const knowsZone = async () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (document.documentElement.dataset.zone === zone) return true
  return (await post('/settings', { zone })).zone !== zone
}

const join = async () => note(byId('say-note'), (await deed({ do: 'join' })).says)

document.addEventListener('click', (event) => {
  const { target } = event
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0
  const link = target.closest('a[data-go]')
  if (link && plain) {
    event.preventDefault()
    go(link.href, true)
  }
  const press = target.closest('[data-press]')
  if (press) act(press, { do: 'press' })
  const offered = target.closest('[data-choose][data-value]')
  if (offered) choose(offered)
  if (offered) offered.closest('details')?.removeAttribute('open')
  if (target.closest('[data-deed="join"]')) join()
  if (target.closest('#theme')) nextTheme()
  if (target.closest('#burger')) showSide(!document.body.classList.contains('side-open'))
  const insert = target.closest('[data-insert]')
  if (insert) {
    insert.closest('dialog')?.close()
    startWith(insert.dataset.insert)
  }
  for (const open of document.querySelectorAll('details.who[open], details.bk-overflow[open]'))
    if (!open.contains(target)) open.open = false
})
document.addEventListener('change', ({ target }) => {
  const chosen = target.closest('[data-choose]')
  if (chosen) choose(chosen)
  const told = target.closest('[data-dispatch]')
  if (told) dispatch(told)
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  showSide(false)
  for (const open of document.querySelectorAll('details.who[open], details.bk-overflow[open]')) open.open = false
})
addEventListener('popstate', () => go(location.href, false))

onLive({ shown: showModal, panel: drawPanel })
if (await knowsZone()) arrive()
else location.reload()
