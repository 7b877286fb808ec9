/** A fault planted in a copy of the source: `find` stands there exactly once and becomes `put`; `test` must turn red. */
export type Fault = Readonly<{
  id: string
  /** The promise or the job that it breaks. */
  promise: string
  file: string
  find: string
  put: string
  /** The file of tests, and the title of the one that must fail. */
  tests: string
  test: string
}>
