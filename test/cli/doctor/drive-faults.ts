import { done, type Fault } from './fault.ts'

/** What can be wrong with the notes. */
export const driveFaults: readonly Fault[] = [
  {
    fault: 'a document that is not shared',
    does: (it) => done(it.drive.documents.share('notes', [])),
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /^Share it with cordon@playground\.iam\.gserviceaccount\.com as Viewer\.$/,
    who: 'owner of the document',
  },
  {
    fault: 'a document in the bin',
    does: (it) => done(it.drive.documents.trash('notes')),
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /out of the bin/,
    who: 'owner of the document',
  },
  {
    fault: 'a file that is no document',
    does: (it) => {
      it.putNotes('application/pdf')
      return {}
    },
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /as a Google document/,
    who: 'owner of the document',
  },
  {
    fault: 'a key that Google does not know',
    does: (it) => ({ env: { GOOGLE_CREDENTIALS: it.strangeCredentials } }),
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /^Make a new key/,
    who: 'operator',
  },
  {
    fault: 'no account for the notes',
    does: () => ({ env: { GOOGLE_CREDENTIALS: undefined } }),
    changes: { 'drive.calls': 'warns' },
    shown: 'drive.calls',
    remedy: /GOOGLE_CREDENTIALS_FILE/,
    who: 'operator',
  },
]
