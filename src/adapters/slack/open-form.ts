import type { ModalView } from '@slack/web-api'
import type { Doc } from '../../kernel/doc.ts'
import type { PersonId } from '../../kernel/person.ts'
import type { Slack } from './client.ts'
import type { Clear, IsCleared, Log, Words } from './ports.ts'

export type OpenerPorts = Readonly<{ slack: Slack; clear: Clear; isCleared: IsCleared; words: Words; log: Log }>

type Shown = Readonly<{ view_id: string; hash: string }>

/** A form's view under way: opened once, filled afterwards. */
export type Opening = Readonly<{
  /** Opens the loading view if that was not done yet; false when Slack no longer lets it open. */
  open(): Promise<boolean>
  begun(): boolean
  /** Puts content in the loading view's place; a view that was closed or changed meanwhile is left alone. */
  show(view: ModalView, doc: Doc): Promise<void>
}>

const title = 'Cordon'
/** A refusal is no oracle: the same words would stand for an outage. */
const heldDoc: Doc = {
  title,
  blocks: [{ paragraph: [{ text: 'This cannot be shown at the moment. Please try again later.' }] }],
}

/**
 * Views as Slack wants them: a trigger lasts three seconds and opens one view, so a loading view comes first
 * (https://docs.slack.dev/reference/methods/views.open). Each view passes the gate as a text for the person who sees it.
 */
export const createOpener = (ports: OpenerPorts) => {
  const { slack, words, log } = ports

  const checked = async (person: PersonId, view: ModalView, doc: Doc): Promise<ModalView | null> => {
    const it = await ports.clear({ person }, doc, view)
    return !('held' in it) && ports.isCleared(it) ? it.rendered : null
  }

  const load = async (trigger: string, person: PersonId): Promise<Shown | null> => {
    const view = await checked(person, words.loadingView(title), { title, blocks: [] })
    if (!view) return null
    const answer = await slack.ask((web) => web.views.open({ trigger_id: trigger, view }))
    if ('trouble' in answer) {
      log('warn', 'view.not-opened', { code: answer.trouble.code })
      return null
    }
    const { id, hash } = answer.ok.view ?? {}
    return id && hash ? { view_id: id, hash } : null
  }

  return {
    begin: ({ trigger, person }: Readonly<{ trigger: string; person: PersonId }>): Opening => {
      let asked: Promise<Shown | null> | null = null
      const open = () => {
        asked ??= load(trigger, person)
        return asked
      }
      return {
        begun: () => asked !== null,
        open: async () => (await open()) !== null,
        show: async (wanted, doc) => {
          const at = await open()
          const view =
            (await checked(person, wanted, doc)) ?? (await checked(person, words.sayView(title, heldDoc), heldDoc))
          if (!at || !view) return
          const answer = await slack.ask((web) => web.views.update({ ...at, view }))
          if ('trouble' in answer) log('warn', 'view.not-updated', { code: answer.trouble.code })
        },
      }
    },
  }
}
export type Opener = ReturnType<typeof createOpener>
