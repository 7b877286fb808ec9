/** What the page asks of its server. */

const shell = () => document.getElementById('shell')
const pane = () => document.getElementById('pane')

/** The person whom this tab is. */
export const user = () => shell().dataset.user
/** The place that is shown. */
export const place = () => pane().dataset.place
/** The thread that is open, or an empty word. */
export const thread = () => pane().dataset.thread

/** Posts something as JSON and returns the answer; an answer that cannot be had says so. */
export const post = async (path, body) => {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cordon': 'page' },
      body: JSON.stringify(body),
    })
    const type = response.headers.get('content-type') ?? ''
    if (type.includes('json')) return await response.json()
    return response.ok ? { ok: true } : { ok: false, says: (await response.text()).trim() }
  } catch {
    return { ok: false, says: 'The playground does not answer. Is it still running?' }
  }
}

/** Does something as the person of this tab, at the place that is shown. */
export const deed = (what) => post(`/as/${user()}/${place()}/deed`, what)

/** Says something at an element made for it, or nothing any more. */
export const note = (element, words, bad = true) => {
  if (!element) return
  element.hidden = !words
  element.textContent = words ?? ''
  element.classList.toggle('good', !bad)
}

/** What stands in the fields of a form: values by name, and the names whose value is a local date and time. */
export const valuesOf = (form) => {
  const values = {}
  const instants = []
  for (const field of form?.elements ?? []) {
    const { name, type } = field
    if (!name || field.disabled) continue
    if (type === 'checkbox') {
      values[name] ??= []
      if (field.checked) values[name].push(field.value)
    } else if (type === 'radio') {
      values[name] ??= ''
      if (field.checked) values[name] = field.value
    } else if (type === 'select-multiple') values[name] = [...field.selectedOptions].map((it) => it.value)
    else values[name] = field.value
    if (field.hasAttribute('data-instant')) instants.push(name)
  }
  return { values, instants }
}
