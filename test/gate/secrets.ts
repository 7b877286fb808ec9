import { readSecrets } from '../../src/gate/index.ts'
import type { Secret } from '../../src/gate/secret.ts'

/** A secret of made-up words, with what a test wants to be different. */
export const secretOf = (it: Readonly<Record<string, unknown>> = {}): Secret => {
  const [one] = readSecrets([
    {
      id: 'KF-2026-0007',
      title: 'Crafted lineage query lets a tenant read foreign artifact manifests',
      cve: 'CVE-2026-41873',
      ghsa: 'GHSA-7q4m-x2fh-9wpr',
      room: { name: 'inc-kf-2026-0007-qzvt', id: 'C0A7K2M9XQ4' },
      component: 'metadata-envoy',
      marked: ['nightheron'],
      links: ['https://github.com/kubeflow/pipelines-ghsa-7q4m-x2fh-9wpr/pull/3'],
      state: 'embargoed',
      ...it,
    },
  ])
  if (!one) throw new Error('the secret of a test could not be read')
  return one
}
