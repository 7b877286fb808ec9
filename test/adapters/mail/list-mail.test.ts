import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createClock } from '../../../src/adapters/clock.ts'
import { createListMail, type ListMailSettings } from '../../../src/adapters/mail/index.ts'
import { type Doc, paragraph } from '../../../src/kernel/doc.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const list = {
  address: 'kubeflow-security@lists.example',
  from: { name: 'Kubeflow Security', address: 'desk@cordon.example' },
  listId: 'kubeflow-security.lists.example',
  maxKilobytes: 40,
  witnessMinutes: 5,
}
const doc: Doc = { title: 'Upgrade to 1.7.1', blocks: [paragraph('Please upgrade.')] }

const mailOf = (over: Partial<ListMailSettings> = {}, listOver: Partial<typeof list> = {}) =>
  createListMail({
    lists: { security: { ...list, ...listOver } },
    smtp: null,
    witness: null,
    bounce: null,
    dkim: { key: privateKey, selector: 'desk', domain: 'cordon.example' },
    clock: createClock(),
    isCleared: () => true,
    ...over,
  })

describe('a text for a list', () => {
  it('becomes the same letter each time, under the same name', async () => {
    const mail = mailOf()
    const [one, two] = [await mail.compose('security', doc), await mail.compose('security', doc)]
    if ('wrong' in one || 'wrong' in two) throw new Error('it did not become a letter')
    expect(one.letter).toMatchObject({ to: { address: list.address }, subject: 'Upgrade to 1.7.1' })
    expect(mail.digestOf(one.letter)).toBe(mail.digestOf(two.letter))
  })

  it('can be signed by a key whose domain is written in capitals', async () => {
    const dkim = { key: privateKey, selector: 'Desk', domain: 'Cordon.Example' }
    expect(await mailOf({ dkim }).compose('security', doc)).toHaveProperty('letter')
  })

  it('is refused before anyone approves it when no signature could be set under it', async () => {
    const dkim = { key: privateKey, selector: 'desk', domain: 'elsewhere.example' }
    expect(await mailOf({ dkim }).compose('security', doc)).toEqual({ wrong: expect.stringContaining('signed') })
  })

  it('counts the signature into the size that the list takes', async () => {
    const long: Doc = { title: 'Long', blocks: [{ code: 'x'.repeat(120) }] }
    expect(await mailOf({ dkim: null }, { maxKilobytes: 1.1 }).compose('security', long)).toHaveProperty('letter')
    expect(await mailOf({}, { maxKilobytes: 1.1 }).compose('security', long)).toEqual({
      wrong: expect.stringContaining('KB'),
    })
  })

  it('cannot add a header by its subject', async () => {
    const sly: Doc = { ...doc, title: 'News\r\nBcc: everyone@elsewhere.example' }
    expect(await mailOf().compose('security', sly)).toHaveProperty('wrong')
  })
})
