import type { Fault as DriveFault } from '../../drive/faults.ts'
import type { Step, Trouble } from '../../mail/faults.ts'
import type { Planned } from '../../planned.ts'
import type { Fault as SlackFault } from '../../slack/faults.ts'
import type { Scene } from '../../tour/scene.ts'

/** Line milliseconds by which a slow answer is late: Cordon itself gives an answer ten seconds. */
const late = 5000

/** One way for a service to go wrong. `times` is how often; Infinity is until it is called off. */
export type Kind = Readonly<{
  id: string
  label: string
  says: string
  add(scene: Scene, times: number): Planned
}>

export type Service = Readonly<{ id: string; label: string; kinds: readonly Kind[] }>

const slow = ({ after }: Pick<Scene, 'after'>) => ({
  pause: () => new Promise<void>((resolve) => void after(late, resolve)),
})

/** Cordon asks Slack at each beat who it is: such a question is no call that anybody would want to see fail. */
const isDeed = (method: string): boolean => method !== 'auth.test'

const onSlack =
  (fault: SlackFault | typeof slow): Kind['add'] =>
  (scene, times) =>
    scene.slack.faults.next(times === 1 ? isDeed : '*', typeof fault === 'function' ? fault(scene) : fault, times)

const onMail =
  (step: Step, trouble: Trouble | typeof slow): Kind['add'] =>
  (scene, times) =>
    scene.mail.faults.add({ step, trouble: typeof trouble === 'function' ? trouble(scene) : trouble, times })

const onDrive =
  (fault: DriveFault | typeof slow): Kind['add'] =>
  ({ drive, after }, times) =>
    drive.faults.add('get', typeof fault === 'function' ? fault({ after }) : fault, times)

const gone = { id: 'gone', label: 'Gone', says: 'the connection breaks before anything happens' }

/** What can be made to go wrong with each service that Cordon uses. */
export const services: readonly Service[] = [
  {
    id: 'slack',
    label: 'Slack’s Web API',
    kinds: [
      { id: 'slow', label: 'Slow', says: 'the answer takes five seconds', add: onSlack(slow) },
      {
        id: 'busy',
        label: '429',
        says: 'too many calls: Slack says to come back in five seconds',
        add: onSlack({ status: 429, retryAfter: 5 }),
      },
      { id: 'broken', label: '503', says: 'Slack itself is out of order', add: onSlack({ status: 503 }) },
      {
        id: 'lost',
        label: 'Answer lost',
        says: 'it takes place, and the answer never arrives',
        add: onSlack('gone-after'),
      },
      { ...gone, add: onSlack('gone') },
    ],
  },
  {
    id: 'submission',
    label: 'Mail submission (SMTP)',
    kinds: [
      {
        id: 'slow',
        label: 'Slow',
        says: 'the mail is taken five seconds late',
        add: onMail('dot', slow),
      },
      {
        id: 'later',
        label: '451',
        says: 'refused for now: try again later',
        add: onMail('rcpt', { code: 451, text: '4.7.1 Please try again later' }),
      },
      {
        id: 'broken',
        label: '554',
        says: 'refused for good',
        add: onMail('dot', { code: 554, text: '5.3.0 Transaction failed' }),
      },
      {
        id: 'lost',
        label: 'Answer lost',
        says: 'the mail goes out, and the connection breaks before the answer',
        add: onMail('accepted', 'cut'),
      },
      { ...gone, add: onMail('connect', 'cut') },
    ],
  },
  {
    id: 'mailbox',
    label: 'Mailboxes (IMAP): witness and bounces',
    kinds: [
      { id: 'slow', label: 'Slow', says: 'a folder opens five seconds late', add: onMail('imap-select', slow) },
      {
        id: 'broken',
        label: 'NO',
        says: 'the server lets nobody in',
        add: onMail('imap-login', { code: 500, text: '[UNAVAILABLE] The server is out of order' }),
      },
      {
        id: 'lost',
        label: 'Answer lost',
        says: 'the connection breaks while mails are searched for',
        add: onMail('imap-search', 'cut'),
      },
      { ...gone, add: onMail('imap-connect', 'cut') },
    ],
  },
  {
    id: 'drive',
    label: 'Drive',
    kinds: [
      { id: 'slow', label: 'Slow', says: 'the answer takes five seconds', add: onDrive(slow) },
      {
        id: 'busy',
        label: '429',
        says: 'too many calls: come back in five seconds',
        add: onDrive({ error: 'rateLimitExceeded', retryAfter: '5' }),
      },
      {
        id: 'broken',
        label: '503',
        says: 'Drive itself is out of order',
        add: onDrive({ error: 'serviceUnavailable' }),
      },
      { id: 'lost', label: 'No answer', says: 'the answer never arrives', add: onDrive('silence') },
      { ...gone, add: onDrive('cut') },
    ],
  },
]
