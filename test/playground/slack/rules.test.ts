import { describe, expect, test } from 'vitest'
import { rules } from '../../../src/playground/slack/rules.ts'
import { answeringProofs } from './proofs/answering.ts'
import { blockProofs } from './proofs/blocks.ts'
import { channelProofs } from './proofs/channels.ts'
import { deliveryProofs } from './proofs/delivery.ts'
import { ephemeralProofs } from './proofs/ephemerals.ts'
import { fileProofs } from './proofs/files.ts'
import { formProofs } from './proofs/forms.ts'
import { interactionProofs } from './proofs/interaction.ts'
import { messageProofs } from './proofs/messages.ts'
import { peopleProofs } from './proofs/people.ts'
import { socketProofs } from './proofs/socket.ts'
import { typingProofs } from './proofs/typing.ts'
import { viewProofs } from './proofs/views.ts'

const groups = [
  answeringProofs,
  blockProofs,
  channelProofs,
  deliveryProofs,
  ephemeralProofs,
  fileProofs,
  formProofs,
  interactionProofs,
  messageProofs,
  peopleProofs,
  socketProofs,
  typingProofs,
  viewProofs,
]
const proofs = new Map(groups.flatMap((group) => Object.entries(group)))

describe('the rules of the playground’s Slack', () => {
  test('each have a proof, and each proof a rule', () => {
    expect([...proofs.keys()].sort()).toEqual(rules.map((rule) => rule.id).sort())
  })

  test('are each written once, with a page of Slack’s documentation', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    for (const rule of rules) expect(rule.page).toMatch(/^https:\/\/(docs\.slack\.dev|slack\.com\/help)\/[\w./-]+$/)
  })

  for (const rule of rules) {
    test(`${rule.id}: ${rule.says}`, async () => {
      const proof = proofs.get(rule.id)
      expect(proof, `the rule ${rule.id} has no proof`).toBeDefined()
      await proof?.()
    })
  }
})
