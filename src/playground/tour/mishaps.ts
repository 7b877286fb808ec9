import type { SlackWorkspace } from '../slack/workspace.ts'

/** What the worlds outside are made with; each mishap changes one thing of it. */
export type Circumstances = Readonly<{
  /** Whether the account that Cordon sends from may post to the list; a list holds a stranger's mail. */
  mayPost: boolean
  /** Whether the notes are shared with Cordon's service account. */
  notesShared: boolean
  /** Changes a workspace that is ready. */
  workspace(slack: SlackWorkspace): void
}>

export const fair: Circumstances = { mayPost: true, notesShared: true, workspace: () => undefined }

/** What can be made to go wrong outside of Cordon, so that anyone can see the tour name the step that did not come about. */
export const mishaps: Readonly<Record<string, Readonly<{ says: string; with: Circumstances }>>> = {
  'list-holds': { says: 'the list holds what Cordon posts', with: { ...fair, mayPost: false } },
  'notes-unshared': { says: 'the notes are not shared with Cordon', with: { ...fair, notesShared: false } },
  'no-private-rooms': {
    says: 'the workspace lets no app make a channel',
    with: { ...fair, workspace: (slack) => slack.restrict('conversations.create', true) },
  },
}
