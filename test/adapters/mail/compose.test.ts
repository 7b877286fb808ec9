import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { approvedForm, approvedFormOf } from '../../../src/adapters/mail/approved-form.ts'
import { composeForList } from '../../../src/adapters/mail/compose.ts'
import { verifyOwn } from '../../../src/adapters/mail/sign.ts'
import { readSigningKey } from '../../../src/adapters/mail/signing-key.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { built, message } from './messages-for-tests.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const key = readSigningKey({ pem, domain: 'cordon.example', selector: 'desk' })
if (isRefusal(key)) throw new Error(key.rule)

const composed = async (options: Parameters<typeof composeForList>[1]) => {
  const mail = await composeForList(message, options)
  if (isRefusal(mail)) throw new Error(mail.rule)
  return mail
}

describe('composing a mail for a list', () => {
  it('gives the built bytes and the form to be approved when no key is set', async () => {
    expect(await composed({ key: null })).toEqual({ bytes: built(), form: approvedForm(message) })
  })

  it('gives signed bytes, the same each time, that still say what is approved', async () => {
    const { bytes, form } = await composed({ key })
    expect(await verifyOwn(bytes, key)).toBeNull()
    expect(await approvedFormOf(bytes)).toEqual(form)
    expect((await composed({ key })).bytes).toEqual(bytes)
  })

  it('refuses what cannot be built, what cannot be signed, and what the list would hold for its size', async () => {
    expect(await composeForList({ ...message, subject: 'a\nb' }, { key })).toMatchObject({ rule: 'mail-header' })
    const elsewhere = { ...message, from: { address: 'desk@elsewhere.example' } }
    expect(await composeForList(elsewhere, { key })).toMatchObject({ rule: 'mail-signature' })
    const size = (await composed({ key })).bytes.length
    expect(await composeForList(message, { key, limit: size })).not.toHaveProperty('rule')
    expect(await composeForList(message, { key, limit: size - 1 })).toMatchObject({ rule: 'mail-size' })
    const long = { ...message, text: `${'x\n'.repeat(30_000)}` }
    expect(await composeForList(long, { key: null })).toMatchObject({ rule: 'mail-size' })
  })
})
