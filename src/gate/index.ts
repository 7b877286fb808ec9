import { z } from 'zod'
import type { Module } from '../kernel/module.ts'
import type { Place } from '../kernel/place.ts'
import { createClear } from './clear.ts'
import { look } from './look.ts'
import { compile, type Matcher } from './match.ts'
import { isGuardedTitle } from './pattern.ts'
import type { GatePorts } from './ports.ts'
import { type Hit, type Secret, secret } from './secret.ts'
import { gateTexts } from './text.ts'

/** Compiles anew only when the secrets have changed. */
const matcherOf = (ports: GatePorts): (() => Promise<Matcher>) => {
  let last: Readonly<{ secrets: string; matcher: Matcher }> | null = null
  return async () => {
    const given = await ports.secrets()
    const secrets = JSON.stringify(given)
    if (last?.secrets !== secrets) last = { secrets, matcher: compile(given) }
    return last.matcher
  }
}

/** Promise 2: no secret of an embargoed incident leaves by Cordon, save to those who may know it. */
export const createGate = (ports: GatePorts) => {
  const matcher = matcherOf(ports)
  const module: Module = {
    commands: [],
    forms: [],
    buttons: [],
    permissions: [],
    texts: gateTexts,
    rebuffs: {},
    jobs: [],
    performers: [],
  }
  return {
    module,
    ...createClear(ports, matcher),
    guards: isGuardedTitle,
    /** What of a text may not be seen at a place. Tells nobody; throws when the ports fail. */
    check: async (place: Place, text: string): Promise<readonly Hit[]> => {
      const [match, audience] = await Promise.all([matcher(), ports.audience(place)])
      return look(match, { place, audience, text })
    },
  }
}

/** Reads secrets from outside, such as an operator's file; throws a ZodError that names what is wrong where. */
export const readSecrets = (given: unknown): readonly Secret[] => z.array(secret).parse(given)
