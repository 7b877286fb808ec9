import { inject } from 'vitest'
import { enginesOn } from './engine-list.ts'

/** The engines of this run of the tests. */
export const engines = enginesOn(inject('postgres'))
