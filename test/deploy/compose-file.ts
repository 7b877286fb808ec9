import { z } from 'zod'

/**
 * The part of the Compose Specification (https://github.com/compose-spec/compose-spec, schema/compose-spec.json) that ours
 * uses, said again in our words. Each object is strict, as the specification's are, so that a key which is misspelt, or not
 * known here, is refused. `required` of depends_on needs Compose 2.20 or later.
 */
const name = z.string().regex(/^[a-zA-Z0-9._-]+$/)
const duration = z.string().regex(/^(\d+(h|m|s|ms|us))+$/)
const size = z.string().regex(/^\d+(b|k|kb|m|mb|g|gb)$/)
const words = z.array(z.string()).refine((list) => new Set(list).size === list.length, 'names something twice')
/** `data:/data` or `./cordon.yaml:/cordon/cordon.yaml:ro`. */
const mount = z.string().regex(/^(\.\/)?[\w./-]+:\/[\w./-]+(:ro)?$/)
const port = z.string().regex(/^(\d+\.\d+\.\d+\.\d+:)?\d+:\d+$/)

const healthcheck = z.strictObject({
  test: z.array(z.string()).refine(([first]) => first === 'CMD', 'begins with CMD'),
  interval: duration.optional(),
  timeout: duration.optional(),
  retries: z.number().int().positive().optional(),
  start_period: duration.optional(),
})

const dependency = z.strictObject({
  condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
  required: z.boolean().optional(),
})

const service = z.strictObject({
  build: z.string().optional(),
  image: z.string(),
  user: z.string().optional(),
  profiles: z.array(name).optional(),
  read_only: z.boolean(),
  tmpfs: words,
  cap_drop: words.optional(),
  security_opt: words.optional(),
  init: z.boolean().optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  stop_grace_period: duration.optional(),
  shm_size: size.optional(),
  ports: z.array(port).optional(),
  environment: z.record(z.string(), z.string()),
  secrets: z.array(name),
  volumes: z.array(mount),
  depends_on: z.record(name, dependency).optional(),
  healthcheck: healthcheck.optional(),
})

export const composeFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  services: z.record(name, service),
  volumes: z.record(name, z.null()),
  secrets: z.record(name, z.strictObject({ file: z.string().startsWith('./secrets/') })),
})

export type ComposeFile = z.infer<typeof composeFile>
