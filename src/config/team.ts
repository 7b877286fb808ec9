import { isIP } from 'node:net'
import { z } from 'zod'
import type { TeamRole } from '../kernel/person.ts'
import { second } from '../kernel/time.ts'
import { key, localDate, series, slackUser, zoneName } from './series.ts'

const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'is not plain words on one line')

const address = /^[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/

/** One mail address and nothing else, since a comma in it would add a recipient. */
const mailAddress = z.string().regex(address, 'is not one mail address, such as security@example.org')

const sender = z
  .string()
  .transform((text) => {
    const [, name = '', inside] = /^([^<>",\p{Cc}]*?)\s*<([^<>]*)>$/u.exec(text) ?? []
    return { name: name.trim(), address: inside ?? text }
  })
  .refine((it) => address.test(it.address), 'is not an address, such as Security Team <security@example.org>')

const channelId = z.string().regex(/^[CG][A-Z0-9]{2,20}$/, 'is not the id of a Slack channel, such as C0123ABCD')
const members = z.array(slackUser).default([])
const leaders = z.array(slackUser).min(1)

const roles = z.strictObject({
  responder: leaders,
  lead: leaders,
  announcer: members,
  approver: members,
  host: members,
} satisfies Record<TeamRole, z.ZodType>)

const list = z
  .strictObject({
    address: mailAddress,
    from: sender,
    /** The list's own List-Id, by which the witness knows its copies; by default the address with a dot for the @. */
    listId: z
      .string()
      .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, 'is not a List-Id, such as name.googlegroups.com')
      .optional(),
    subjectPrefix: plain(60).optional(),
    maxKilobytes: z.number().int().min(1).max(10_240).default(40),
    /** A fraction is meant for trials. */
    witnessMinutes: z.number().min(0.05).max(10_080).default(30),
  })
  .transform((it) => ({ ...it, listId: it.listId ?? it.address.replace('@', '.') }))

/** Written in seconds, kept in milliseconds of line time; may be lowered only. */
const seconds = (usual: number) =>
  z
    .number()
    .min(0.05)
    .max(usual)
    .transform((value) => Math.round(value * second))
    .prefault(usual)

const clocks = z
  .strictObject({ lease: seconds(30), heartbeat: seconds(10), beat: seconds(60), poll: seconds(1) })
  .refine((it) => it.heartbeat * 2 <= it.lease, {
    path: ['heartbeat'],
    error: 'is more than half of the lease, so that one late beat would lose it',
  })

/** Days are ISO (Monday is 1), hours are UTC, `until` not included (Kubernetes and OpenStack: Tuesday to Thursday). */
const disclosure = z
  .strictObject({
    longestDays: z.number().int().min(1).max(365).default(90),
    days: z.array(z.number().int().min(1).max(7)).min(1).default([2, 3, 4]),
    from: z.number().int().min(0).max(23).default(15),
    until: z.number().int().min(1).max(24).default(16),
  })
  .refine((it) => it.from < it.until, { path: ['until'], error: 'is not after from' })

const dnsServer = z.string().refine((text) => {
  const [, inner, , plainHost] = /^(?:\[(.*)\](:\d{1,5})?|(.*?)(:\d{1,5})?)$/.exec(text) ?? []
  return isIP(text) !== 0 || (inner !== undefined ? isIP(inner) === 6 : isIP(plainHost ?? '') === 4)
}, 'is not the IP address of a server, such as 9.9.9.9, 127.0.0.1:5353 or [::1]:53')

/** What `cordon.yaml` may say. Every place, role and list is named here; nothing of it is secret. */
export const teamShape = {
  /** As invitations name the team. */
  name: plain(80).default('the security team'),
  commandPrefix: z
    .string()
    .regex(/^[a-z0-9_-]{0,12}$/, 'is not a prefix, such as kf-')
    .default('kf-'),
  incidentPrefix: z
    .string()
    .regex(/^[A-Z]{2,8}$/, 'is not two to eight capital letters, such as KF')
    .default('KF'),
  roles,
  organisations: z.record(slackUser, plain(80)).default({}),
  places: z
    .record(key, channelId)
    .refine((it) => it.team !== undefined, 'does not name the channel of the team, under the key team'),
  terms: z.strictObject({
    version: z.union([z.string(), z.number()], 'is not a version, such as 1').transform(String),
    text: z.string().trim().min(1).max(3000),
  }),
  disclosure: disclosure.prefault({}),
  series: z.array(series).default([]),
  lists: z.record(key, list).default({}),
  clocks: clocks.prefault({}),
  zone: zoneName.default('UTC'),
  holidays: z.array(localDate).default([]),
  dnsServers: z.array(dnsServer).default([]),
}

export const team = z.strictObject(teamShape)
export type Team = Readonly<z.infer<typeof team>>
