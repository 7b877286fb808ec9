/** Whose eyes look: names and times are theirs. */
export type Eyes = Readonly<{
  /** A user id. */
  viewer: string
  /** The IANA zone of the viewer's browser; whoever makes the eyes has checked it. */
  zone: string
  /** Desk time in milliseconds UTC: what "today" and "ago" are counted from. */
  now: number
  /** A person's name. */
  nameOf(id: string): string
  /** `#town`, or `a private channel`, as this viewer may see it. */
  channelOf(id: string): string
  /** Whom a select of people offers. */
  people(): readonly Readonly<{ id: string; name: string; guest: boolean }>[]
  /** What a select of channels offers. */
  channels(): readonly Readonly<{ id: string; name: string }>[]
}>
