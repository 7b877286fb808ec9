import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import type { ReadMail } from '../mail/world.ts'
import { signing } from '../team/people.ts'
import type { Scene } from './scene.ts'

/** What a verifier says of the signature, with the key that is published for this tour and nothing else. */
export const signatureOf = async (scene: Pick<Scene, 'dkimRecord'>, mail: Pick<ReadMail, 'raw'>): Promise<string> => {
  const { results } = await dkimVerify(mail.raw, {
    resolver: async (name) => {
      if (name === `${signing.selector}._domainkey.${signing.domain}`) return [[scene.dkimRecord]]
      throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })
    },
  })
  return results.map((one) => `${one.status?.result} for ${one.signingDomain}`).join(', ') || 'no signature'
}
