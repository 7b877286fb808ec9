import type { Permission } from '../kernel/module.ts'

/**
 * Who may do what with incidents. What an invited person may do is decided by their own invitation: its two buttons
 * are open to anyone, and answer nobody else.
 */
export const incidentPermissions: readonly Permission[] = [
  { action: 'incident.open', roles: ['responder', 'lead'], where: 'anywhere' },
  { action: 'incident.list', roles: ['anyone'], where: 'anywhere' },
  { action: 'incident.status', roles: ['roster'], where: 'room' },
  { action: 'incident.invite', roles: ['roster'], where: 'room' },
  { action: 'incident.remove', roles: ['incident-lead'], where: 'room' },
  { action: 'incident.agree', roles: ['incident-lead'], where: 'room' },
  { action: 'incident.close', roles: ['incident-lead'], where: 'room' },
  { action: 'invitation.answer', roles: ['anyone'], where: 'anywhere' },
]
