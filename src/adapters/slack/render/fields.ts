import type { MrkdwnElement } from '@slack/types'
import type { Block } from '../../../kernel/doc.ts'
import { isVisible, settle } from './inline.ts'
import { limits } from './limits.ts'
import { mrkdwn, mrkdwnObject } from './mrkdwn.ts'
import { oneLine } from './plain.ts'

type Field = Extract<Block, { fields: unknown }>['fields'][number]

/** A field: its label in bold, its value below; a dash where there is none. */
export const fieldObject = (field: Field): MrkdwnElement => {
  const value = settle(field.value)
  const label = mrkdwn(settle([{ text: oneLine(field.label), style: ['bold'] }]))
  const said = isVisible(value) ? mrkdwn(value) : '–'
  return mrkdwnObject(label === '' ? said : `${label}\n${said}`)
}

/** Whether a field finds room in its place. */
export const fitsField = (field: Field): boolean => fieldObject(field).text.length <= limits.field
