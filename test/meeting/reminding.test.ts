import { describe, expect, test } from 'vitest'
import { at, createDesk, createFakeRepository, lines, team } from './desk.ts'

const day = '2023-01-17T16:00Z'
const link = 'https://docs.example.org/notes-1'

const reminded = async (prepare: (desk: ReturnType<typeof createDesk>) => void = () => {}) => {
  const desk = createDesk()
  await desk.beat('2023-01-16T00:00Z')
  prepare(desk)
  await desk.beat(day)
  const outcomes = await desk.perform()
  const [first, ...others] = desk.sent
  return { desk, outcomes, first, others, said: first ? lines(first.doc) : [] }
}

describe('the reminder of a meeting', () => {
  test('goes to the channel of its series with time, call and agenda', async () => {
    const { first, said, others } = await reminded()
    expect(first?.place).toEqual({ channel: 'team' })
    expect(first?.doc.title).toBe('Security team: Wed 18 Jan 2023, 8:00 (America/Los_Angeles)')
    expect(said).toEqual([
      '# Security team meets',
      '{2023-01-18T16:00:00Z}',
      'Join the call<https://call.example.org/team>',
      '# Agenda',
      '- done a',
      '- b',
      `More in the notes<${link}>.`,
    ])
    expect(others).toEqual([])
  })

  test('is planned once, however often the clock beats, and on two desks over one store', async () => {
    const repository = createFakeRepository()
    const [one, two] = [createDesk({ repository }), createDesk({ repository })]
    await one.beat('2023-01-16T00:00Z')
    for (const minute of ['16:00', '16:01', '15:00', '16:02']) {
      await one.beat(`2023-01-17T${minute}Z`)
      await two.beat(`2023-01-17T${minute}Z`)
    }
    expect([...one.acts, ...two.acts].map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'meeting.prepare security-team/2023-01-18/2023-01-18T16:00Z/T-24h',
    ])
    expect(one.ledger.map(({ what, chain }) => `${chain} ${what}`)).toEqual(['desk meeting.reminder-planned'])
  })

  test('expires when the meeting begins', async () => {
    const { desk } = await reminded()
    expect(desk.counts.asked).toEqual([null])
    const again = createDesk()
    await again.beat(day)
    expect(again.acts.map(({ expires }) => expires)).toEqual([at('2023-01-18T16:00Z')])
  })

  test('writes nothing while nothing is due', async () => {
    const desk = createDesk()
    await desk.beat('2023-01-16T00:00Z')
    const { writes } = desk.counts
    await desk.beat('2023-01-16T00:01Z')
    expect([writes, desk.counts.writes]).toEqual([1, 1])
  })

  test('that was missed is recorded and told to the host, never sent', async () => {
    const desk = createDesk()
    await desk.beat('2023-01-16T00:00Z')
    await desk.beat('2023-01-18T16:00Z')
    await desk.beat('2023-01-18T16:01Z')
    await desk.perform()
    expect(desk.ledger.map(({ what }) => what)).toEqual(['meeting.reminder-missed'])
    expect(desk.sent.map(({ place, doc }) => [place, lines(doc)[0]])).toEqual([
      [
        { person: 'UROSA' },
        'The reminder T-24h of Security team on 2023-01-18 was not sent: its time passed while Cordon was not running, or could not post.',
      ],
    ])
  })

  test('that was planned and could not be posted in its window is missed as well, and told once', async () => {
    const desk = createDesk()
    await desk.beat('2023-01-16T00:00Z')
    await desk.beat(day)
    desk.acts.length = 0
    await desk.beat('2023-01-18T16:09Z')
    expect(desk.acts).toEqual([])
    await desk.beat('2023-01-18T16:10Z')
    await desk.beat('2023-01-18T16:11Z')
    await desk.perform()
    expect(desk.sent.map(({ place, doc }) => [place, doc.title])).toEqual([
      [{ person: 'UROSA' }, 'Security team: a reminder was missed'],
    ])
    expect(desk.ledger.map(({ what }) => what)).toEqual(['meeting.reminder-planned', 'meeting.reminder-missed'])
  })

  test('that was posted is never called missed', async () => {
    const { desk } = await reminded()
    await desk.beat('2023-01-18T18:00Z')
    await desk.perform()
    expect(desk.sent).toHaveLength(1)
  })

  test('is told to the team’s hosts where the series names nobody', async () => {
    const desk = createDesk({ series: [team({ hosts: [] })], hosts: ['UINES', 'UTOM'] })
    await desk.beat('2023-01-16T00:00Z')
    await desk.beat('2023-01-18T16:00Z')
    await desk.perform()
    expect(desk.sent.map(({ place }) => place)).toEqual([{ person: 'UINES' }, { person: 'UTOM' }])
  })

  test('of a meeting that was called off in the meantime is not sent', async () => {
    const desk = createDesk()
    await desk.beat('2023-01-16T00:00Z')
    await desk.beat(day)
    await desk.say('skip 2023-01-18', { id: 'UROSA', name: 'Rosa', standing: 'member' })
    expect(await desk.perform()).toEqual(['meeting.prepare superseded', 'message.post sent'])
    expect(desk.sent.map(({ doc }) => doc.title)).toEqual(['Security team: no meeting on 2023-01-18'])
  })

  test('called off between the notes and the message is not sent either', async () => {
    const repository = createFakeRepository()
    const desk = createDesk({ repository })
    await desk.beat(day)
    await desk.perform()
    const about = { series: 'security-team', date: '2023-01-18', start: at('2023-01-18T16:00Z'), version: '1' }
    expect(await desk.write('meeting.reminder', about)).not.toBeNull()
    await desk.say('skip 2023-01-18')
    expect(await desk.write('meeting.reminder', about)).toBeNull()
  })

  test('of a series without a document has no agenda and troubles nobody', async () => {
    const desk = createDesk({ series: [team({ document: undefined, joinLink: undefined })] })
    await desk.beat(day)
    await desk.perform()
    expect(desk.sent.map(({ doc }) => lines(doc))).toEqual([['# Security team meets', '{2023-01-18T16:00:00Z}']])
    expect(desk.counts.asked).toEqual([])
  })

  test('says where the clocks changed on another day, and nothing when they did not', async () => {
    const desk = createDesk()
    await desk.beat('2023-03-14T15:00Z')
    await desk.perform()
    const change = 'In Europe/Berlin it is at 16:00 this time; last time it was at 17:00.'
    expect(desk.sent.flatMap(({ doc }) => lines(doc))).toContain(change)
    await desk.beat('2023-04-11T15:00Z')
    await desk.perform()
    const april = desk.sent.find(({ doc }) => doc.title.includes('12 Apr 2023'))
    expect(april && lines(april.doc).join()).toMatch(/^# Security team meets(?!.*last time)/)
  })

  test('of a moved meeting says so', async () => {
    const desk = createDesk({ series: [team({ overrides: [{ moved: '2023-01-18', to: '2023-01-19T08:00' }] })] })
    await desk.beat('2023-01-18T16:00Z')
    await desk.perform()
    expect(lines(desk.sent[0]?.doc ?? { title: '', blocks: [] })).toContain(
      'This meeting was moved; it would have been on 2023-01-18.',
    )
    expect(lines(desk.sent[0]?.doc ?? { title: '', blocks: [] })).toContain('- b')
  })
})
