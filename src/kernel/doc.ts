import type { PersonId } from './person.ts'

/** The one document model. Words only: escaping, limits and looks belong to each adapter's `render`. */
export type Inline =
  | Readonly<{ text: string; style?: readonly ('bold' | 'italic' | 'strike' | 'code')[] }>
  | Readonly<{ link: string; text: string }>
  | Readonly<{ person: PersonId; name?: string }>
  /** Milliseconds UTC, shown in the reader's own time; `zones` (IANA) are named in the fallback, UTC always. */
  | Readonly<{ instant: number; zones?: readonly string[] }>

export type Item = Readonly<{ text: readonly Inline[]; items?: readonly Item[] }>

export type Press = Readonly<{
  /** The button's row in the table of buttons. */
  button: string
  label: string
  /** What it is about: id and version; a stale one is refused kindly. */
  value: Readonly<Record<string, string | number | boolean>>
  look?: 'primary' | 'danger'
  /** Asked before the press counts; for what cannot be undone. */
  confirm?: string
}>

export type Block =
  | Readonly<{ heading: string }>
  | Readonly<{ paragraph: readonly Inline[] }>
  | Readonly<{ list: readonly Item[]; ordered?: true }>
  | Readonly<{ code: string }>
  | Readonly<{ quote: readonly Inline[] }>
  | Readonly<{ fields: readonly Readonly<{ label: string; value: readonly Inline[] }>[] }>
  | Readonly<{ note: readonly Inline[] }>
  | Readonly<{ buttons: readonly Press[] }>

export type Doc = Readonly<{
  /** What a lock screen, a subject line or a window title shows. */
  title: string
  blocks: readonly Block[]
  /** Who wrote these words: the gate lets them back to this person alone, whatever they say. */
  author?: PersonId
  /** What a reader sees from whom the gate keeps these words; without it they see nothing, and the act is held. */
  otherwise?: Doc
}>

/** Plain words as an inline; a string stands for itself wherever a list of inlines is built. */
export const words = (...parts: readonly (string | Inline)[]): readonly Inline[] =>
  parts.map((part) => (typeof part === 'string' ? { text: part } : part))

/** A paragraph of words and inlines. */
export const paragraph = (...parts: readonly (string | Inline)[]): Block => ({ paragraph: words(...parts) })
