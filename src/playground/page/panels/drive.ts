import { html } from 'hono/html'
import { z } from 'zod'
import { notesDocument } from '../../team/people.ts'
import type { Scene } from '../../tour/scene.ts'
import { deed, press } from './deeds.ts'
import { showInstant } from './instant.ts'
import type { Answer, Eyes, Panel } from './panel.ts'
import type { Signal } from './signal.ts'

/** When the notes were last given out, to whom and in which version; `at` is desk time, ms UTC. */
type Reading = Readonly<{ at: number; by: string; version: number }>

type Notes = NonNullable<ReturnType<Scene['drive']['documents']['look']>>

const gone: Answer = { wrong: 'The notes are not in this Drive any more. Start the demo anew to have them back.' }

const showFacts = (it: Notes, reading: Reading | null, { zone }: Eyes) => html`<dl class="facts">
  <dt>Version</dt>
  <dd>${it.version}${it.trashed ? ', in the trash' : ''}</dd>
  <dt>May be read by</dt>
  <dd>${it.sharedWith.length > 0 ? it.sharedWith.join(', ') : 'its owner alone'}</dd>
  <dt>Last read</dt>
  <dd>
    ${reading ? html`${showInstant(reading.at, zone)}, version ${reading.version}, by ${reading.by}` : 'by nobody yet'}
  </dd>
</dl>`

const showNotes = (it: Notes, email: string) => {
  const shared = it.sharedWith.includes(email)
  return html`<div class="buttons">
      <button type="button" data-post="/panel/drive/${shared ? 'unshare' : 'share'}">
        ${shared ? 'Stop sharing with Cordon' : 'Share with Cordon'}
      </button>
      <button type="button" data-post="/panel/drive/${it.trashed ? 'restore' : 'trash'}">
        ${it.trashed ? 'Restore from the trash' : 'Move to the trash'}
      </button>
    </div>
    <form data-post="/panel/drive/write">
      <label for="drive-notes">Notes, as Markdown</label>
      <textarea id="drive-notes" name="markdown" rows="24" spellcheck="false">
${it.markdown}</textarea>
      <button type="submit" class="primary">Save</button>
    </form>`
}

/** The notes of the meetings, where the team keeps them. */
export const createDrivePanel = (scene: Scene, { changed }: Pick<Signal, 'changed'>): Panel => {
  const { drive, desk } = scene
  const { documents, email } = drive
  let reading: Reading | null = null
  drive.onRequest(({ operation, document, by }) => {
    const it = documents.look(notesDocument)
    if (operation !== 'export' || document !== notesDocument || by === null || !it?.sharedWith.includes(by)) return
    reading = { at: desk.now(), by, version: it.version }
    changed()
  })

  const onNotes = (run: (it: Notes) => string) => (): Answer => {
    const it = documents.look(notesDocument)
    if (!it) return gone
    const note = run(it)
    changed()
    return { note }
  }
  const share = (wanted: boolean) =>
    onNotes((it) => {
      const others = it.sharedWith.filter((one) => one !== email)
      documents.share(notesDocument, wanted ? [...others, email] : others)
      return wanted ? 'Cordon may read the notes.' : 'Cordon may no longer read the notes.'
    })
  const trash = onNotes((it) => {
    if (!it.trashed) documents.trash(notesDocument)
    return 'The notes are in the trash.'
  })
  const restore = onNotes((it) => {
    if (it.trashed) documents.restore(notesDocument)
    return 'The notes are back.'
  })
  const write = (markdown: string): Answer =>
    onNotes(() => {
      documents.write(notesDocument, markdown)
      return `Saved as version ${documents.look(notesDocument)?.version}. Cordon reads it the next time it looks.`
    })()

  return {
    id: 'drive',
    label: 'Drive',
    draw: async (eyes) => {
      const it = documents.look(notesDocument)
      if (!it) return html`<p class="empty">There are no notes in this Drive.</p>`
      return html`<h3>${it.name}</h3>
        ${showFacts(it, reading, eyes)} ${showNotes(it, email)}`
    },
    deeds: [
      press('/drive/share', share(true)),
      press('/drive/unshare', share(false)),
      press('/drive/trash', trash),
      press('/drive/restore', restore),
      deed(
        '/drive/write',
        // A browser sends the lines of a form with CR and LF.
        z.object({ markdown: z.string().transform((text) => text.replaceAll('\r\n', '\n')) }),
        ({ markdown }) => write(markdown),
        'The text of the notes is missing. Write it into the box and save again.',
      ),
    ],
  }
}
