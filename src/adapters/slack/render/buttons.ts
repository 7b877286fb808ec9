import type { ActionsBlock, Button } from '@slack/types'
import type { Press } from '../../../kernel/doc.ts'
import { limits, room } from './limits.ts'
import { escapeWithin, oneLine, plain, plainText } from './plain.ts'
import { pack } from './split.ts'

const label = (press: Press): string => oneLine(press.label) || press.button

/** Whether Slack can carry the button back to us; what it is about cannot be shortened. */
export const canCarry = (press: Press): boolean =>
  press.button !== '' && press.button.length <= limits.id && JSON.stringify(press.value).length <= limits.buttonValue

/** A button: its action id is the row's id, its value the JSON that the row parses. */
const button = (press: Press): Button => ({
  type: 'button',
  action_id: press.button,
  text: plainText(label(press), limits.buttonText),
  value: JSON.stringify(press.value),
  ...(press.look ? { style: press.look } : {}),
  ...(press.confirm ? { confirm: confirm(press, press.confirm) } : {}),
})

const confirm = (press: Press, says: string) => ({
  title: plainText(label(press), limits.confirmTitle),
  text: {
    type: 'plain_text' as const,
    text: escapeWithin(plain(says).trim() || 'Please confirm.', limits.confirmText),
  },
  confirm: plainText(
    oneLine(label(press)).length > limits.confirmAnswer ? 'Go on' : label(press),
    limits.confirmAnswer,
  ),
  deny: plainText('Cancel', limits.confirmAnswer),
  ...(press.look ? { style: press.look } : {}),
})

/** A row of buttons. */
export const actions = (presses: readonly Press[]): ActionsBlock => ({ type: 'actions', elements: presses.map(button) })

/** Buttons in rows: 25 at most, and no action id twice in a row, which Slack refuses. */
export const rowsOfButtons = (presses: readonly Press[]): readonly (readonly Press[])[] =>
  pack(presses, {
    most: limits.buttons,
    size: room.row,
    weigh: (press) => JSON.stringify(button(press)).length,
    apart: (row, next) => row.some((press) => press.button === next.button),
  })
