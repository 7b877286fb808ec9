import { z } from 'zod'

/** A person's Slack user id: two people may bear one display name, never one id. */
export const personId = z.string().regex(/^[UW][A-Z0-9]{2,20}$/)
export type PersonId = z.infer<typeof personId>

/** What Slack says of an account. Only a member of this workspace may hold a role. */
export const standing = z.enum(['member', 'guest', 'foreign', 'bot', 'deactivated'])
export type Standing = z.infer<typeof standing>

export type Person = Readonly<{ id: PersonId; name: string; standing: Standing; zone?: string }>

/** Roles of the configuration; embargo roles come from nowhere else. */
export const teamRoles = ['responder', 'lead', 'announcer', 'approver', 'host'] as const
export type TeamRole = (typeof teamRoles)[number]

/** Everything the permission table may speak of: roles of the team, and what a person is to one incident. */
export type Role = TeamRole | 'anyone' | 'roster' | 'invited' | 'incident-lead'
