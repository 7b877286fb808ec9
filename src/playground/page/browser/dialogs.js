import { deed, note, valuesOf } from './ask.js'

/** What lies above the page: forms of the app, questions before something is done, files, menus. */

const byId = (id) => document.getElementById(id)

/** Asks before something is done; an element without a question is not asked about. */
export const confirmed = (element) => {
  const { confirmTitle, confirmText, confirmYes, confirmNo } = element.dataset
  if (confirmTitle === undefined && confirmText === undefined) return Promise.resolve(true)
  byId('confirm-title').textContent = confirmTitle ?? ''
  byId('confirm-text').textContent = confirmText ?? ''
  byId('confirm-yes').textContent = confirmYes || 'Yes'
  byId('confirm-no').textContent = confirmNo || 'Cancel'
  const dialog = byId('confirm-dialog')
  dialog.returnValue = 'no'
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}

let shown = null

/** Opens, closes and leads the form that the server drew. */
export const showModal = () => {
  const dialog = byId('modal-dialog')
  const view = byId('modal').dataset.view ?? null
  if (view === null) {
    if (dialog.open) dialog.close()
  } else {
    if (!dialog.open) dialog.showModal()
    const wrong = dialog.querySelector('[aria-invalid="true"]')
    const idle = !dialog.contains(document.activeElement) || document.activeElement.matches('dialog, [data-close]')
    const field = dialog.querySelector('[autofocus], input:not([type="hidden"]), textarea, select')
    if (field && (view !== shown || idle)) field.focus()
    if (wrong && sent) wrong.focus()
    sent = false
  }
  shown = view
}

/** A form was just sent: what is wrong in it is where the person goes on. */
let sent = false

const formNote = () => byId('modal-note')

const submit = async (form) => {
  if (form.dataset.sending) return
  form.dataset.sending = 'yes'
  form.classList.add('sending')
  note(formNote(), '')
  sent = true
  const done = await deed({ do: 'submit', view: form.dataset.submit, ...valuesOf(form) })
  delete form.dataset.sending
  form.classList.remove('sending')
  if (!done.ok && !done.errors) note(formNote(), done.says ?? 'This could not be sent.')
}

const close = () => {
  const view = byId('modal').dataset.view
  if (view) deed({ do: 'close', view })
}

const openFile = async (button) => {
  const response = await fetch(button.dataset.file)
  const file = response.ok ? await response.json() : { name: 'Gone', text: 'This file is not there any more.' }
  byId('file-title').textContent = file.title || file.name
  byId('file-text').textContent = file.text
  byId('file-dialog').showModal()
}

const openMenu = (button) => {
  const menu = byId(`${button.dataset.menu}-menu`)
  menu.dataset.ts = button.dataset.ts ?? ''
  menu.showModal()
}

const useShortcut = async (button) => {
  const menu = button.closest('dialog')
  menu.close()
  const { ts } = menu.dataset
  const done = await deed({ do: 'shortcut', id: button.dataset.shortcut, ...(ts ? { ts } : {}) })
  note(byId('say-note'), done.ok ? '' : done.says)
}

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-submit]')) return
  event.preventDefault()
  submit(event.target)
})
document.addEventListener('click', ({ target }) => {
  const on = (selector, run) => {
    const found = target.closest?.(selector)
    if (found) run(found)
  }
  on('[data-close]', close)
  on('[data-file]', openFile)
  on('[data-menu]', openMenu)
  on('[data-shortcut]', useShortcut)
})
document.addEventListener('click', ({ target }) => {
  // A click beside a dialog closes it, unless somebody may have typed into it.
  if (target.matches?.('dialog:not(#modal-dialog)')) target.close('no')
})
byId('modal-dialog').addEventListener('cancel', (event) => {
  event.preventDefault()
  close()
})
