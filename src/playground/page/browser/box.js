import { deed, note, place, user } from './ask.js'

/** The message boxes: sending, drafts, and commands that are offered while one types. */

const commands = () =>
  [...document.querySelectorAll('#commands > li')].map((it) => ({
    command: it.dataset.command,
    hint: it.dataset.hint,
    description: it.textContent,
  }))

const offersOf = (text) => document.getElementById(text.getAttribute('aria-controls'))

/** What can be meant by what was typed so far: whole commands, then the words behind one. */
const meant = (typed) => {
  if (!typed.startsWith('/') || typed.includes('\n')) return []
  const [word, ...rest] = typed.split(' ')
  if (rest.length === 0)
    return commands()
      .filter((it) => it.command.startsWith(word))
      .map((it) => ({ insert: `${it.command} `, name: it.command, hint: it.hint, description: it.description }))
  const known = commands().find((it) => it.command === word)
  if (!known || rest.length > 1) return []
  return known.hint
    .split('|')
    .map((it) => it.trim())
    .filter((it) => it !== '' && it.startsWith(rest[0]) && it !== rest[0])
    .map((it) => ({ insert: `${word} ${it}`, name: `${word} ${it}`, hint: '', description: '' }))
}

const part = (sort, words) => {
  const it = document.createElement('span')
  it.className = sort
  it.textContent = words
  return it
}

const hide = (text) => {
  offersOf(text).hidden = true
  text.removeAttribute('aria-activedescendant')
}

const point = (text, at) => {
  const offers = [...offersOf(text).children]
  for (const [n, it] of offers.entries()) it.setAttribute('aria-selected', String(n === at))
  if (offers[at]) text.setAttribute('aria-activedescendant', offers[at].id)
  offers[at]?.scrollIntoView({ block: 'nearest' })
}

const offer = (text) => {
  const list = offersOf(text)
  const found = meant(text.value)
  if (found.length === 0) return hide(text)
  list.replaceChildren(
    ...found.map((it, at) => {
      const item = document.createElement('li')
      item.id = `${list.id}-${at}`
      item.role = 'option'
      item.dataset.offer = it.insert
      item.append(part('offer-name', it.name), part('offer-hint', it.hint), part('offer-says', it.description))
      return item
    }),
  )
  list.hidden = false
  point(text, 0)
}

const grow = (text) => {
  text.style.height = 'auto'
  text.style.height = `${Math.min(text.scrollHeight + 2, 220)}px`
}

const draftKey = (text) => `draft ${user()} ${place()} ${text.form.dataset.thread ?? ''}`

const write = (text, words) => {
  text.value = words
  sessionStorage.setItem(draftKey(text), words)
  grow(text)
}

const take = (text) => {
  const chosen = offersOf(text).querySelector('[aria-selected="true"]')
  if (!chosen) return false
  write(text, chosen.dataset.offer)
  text.focus()
  offer(text)
  return true
}

const send = async (form) => {
  const text = form.elements.text
  const said = text.value
  if (said.trim() === '' || form.dataset.sending) return
  const line = form.closest('.composer').querySelector('.note')
  form.dataset.sending = 'yes'
  note(line, '')
  hide(text)
  const { thread } = form.dataset
  const key = draftKey(text)
  const done = await deed({ do: 'say', text: said, ...(thread ? { thread } : {}) })
  delete form.dataset.sending
  if (done.ok) {
    sessionStorage.removeItem(key)
    if (text.isConnected && draftKey(text) === key && text.value === said) write(text, '')
  } else note(line, done.says ?? 'This could not be sent.')
}

const move = { ArrowDown: 1, ArrowUp: -1 }

const onKey = (event) => {
  const text = event.target
  if (!text.matches?.('.box textarea') || event.isComposing) return
  const open = !offersOf(text).hidden
  const offers = [...offersOf(text).children]
  const at = offers.findIndex((it) => it.getAttribute('aria-selected') === 'true')
  if (open && move[event.key]) {
    event.preventDefault()
    point(text, (at + move[event.key] + offers.length) % offers.length)
  } else if (open && event.key === 'Escape') hide(text)
  else if (open && event.key === 'Tab' && !event.shiftKey && take(text)) event.preventDefault()
  else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    // A command that is typed out is given; one that is only begun is completed first.
    const whole = commands().some((it) => text.value === it.command || text.value.startsWith(`${it.command} `))
    if (open && !whole && take(text)) return
    send(text.form)
  }
}

/** Brings back what was typed at this place and never sent. */
export const restoreDrafts = () => {
  for (const text of document.querySelectorAll('.box textarea')) {
    const draft = sessionStorage.getItem(draftKey(text)) ?? ''
    if (text.value !== draft) text.value = draft
    hide(text)
    grow(text)
  }
}

/** Puts words into the message box of the place and goes there. */
export const startWith = (words) => {
  const text = document.getElementById('say-text')
  if (!text) return
  write(text, words)
  text.focus()
  offer(text)
}

document.addEventListener('keydown', onKey)
document.addEventListener('input', ({ target }) => {
  if (!target.matches?.('.box textarea')) return
  write(target, target.value)
  offer(target)
})
document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-say]')) return
  event.preventDefault()
  send(event.target)
})
document.addEventListener('mousedown', (event) => {
  const item = event.target.closest('[data-offer]')
  if (!item) return
  event.preventDefault()
  const text = item.closest('.box').querySelector('textarea')
  point(text, [...item.parentElement.children].indexOf(item))
  take(text)
})
document.addEventListener('focusout', ({ target }) => {
  if (target.matches?.('.box textarea')) hide(target)
})
