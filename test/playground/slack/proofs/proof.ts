import type { RuleId } from '../../../../src/playground/slack/rules.ts'

/** What shows that rules hold, by the id of the rule. */
export type Proofs = Partial<Record<RuleId, () => Promise<void>>>
