import { readSecrets } from '../../../src/gate/index.ts'
import type { Secret } from '../../../src/gate/secret.ts'

const room = (name: string, id: string) => ({ name, id })

/** Incidents made by hand, with what tempts a guard to cry out: short names, versions, first names, common words. */
export const handmade: readonly Secret[] = readSecrets([
  {
    id: 'KF-2026-0007',
    title: 'Crafted lineage query lets a tenant read foreign artifact manifests',
    cve: 'CVE-2026-41873',
    ghsa: 'GHSA-7q4m-x2fh-9wpr',
    room: room('inc-kf-2026-0007-qzvt', 'C0A7K2M9XQ4'),
    component: 'metadata-envoy',
    marked: ['nightheron'],
    links: ['https://github.com/kubeflow/pipelines-ghsa-7q4m-x2fh-9wpr/pull/3'],
    state: 'embargoed',
  },
  {
    id: 'KF-2026-0012',
    title: 'Sweep controller mounts a forged volume snapshot of another profile',
    cve: 'CVE-2026-52290',
    ghsa: 'GHSA-cfv8-63rj-w2xg',
    room: room('inc-kf-2026-0012-mwab', 'C0B3R8T1ZK7'),
    component: 'katib',
    marked: ['gable', 'quartz lantern'],
    links: ['https://docs.google.com/document/d/1kQ7vXw2LmZr8sTt4Yb9cNe/edit#heading=h.1'],
    state: 'embargoed',
  },
  {
    id: 'KF-2026-0015',
    title: 'Poisoned webhook certificate survives rotation and impersonates the tensorboard issuer',
    cve: null,
    ghsa: 'GHSA-h2p9-vv4c-8fmq',
    room: room('inc-kf-2026-0015-plok', 'C0C4D6F8H2J'),
    component: 'admission-webhook',
    links: ['https://github.com/kubeflow/manifests/pull/2971'],
    state: 'embargoed',
  },
  {
    id: 'KF-2026-0021',
    title: 'Ana’s bug',
    cve: 'CVE-2026-7719',
    ghsa: null,
    room: room('sec-7', 'C0D5E7G9J3K'),
    component: 'kfp',
    state: 'embargoed',
  },
  {
    id: 'KF-2026-0030',
    title: 'Kubeflow 1.9.2 release',
    cve: 'CVE-2026-30303',
    component: 'pipelines',
    room: { name: null, id: 'C0E6F8H1K4M' },
    state: 'embargoed',
  },
  {
    id: 'KF-2026-0031',
    title: 'Token leak in pipeline logs',
    cve: 'CVE-2026-12345',
    ghsa: 'GHSA-rm4x-q7w8-3hjp',
    component: 'pipelines',
    state: 'embargoed',
  },
  { id: 'KF-2026-0032', title: 'Notebook escape', cve: 'CVE-2026-55501', component: 'notebook', state: 'embargoed' },
  {
    id: 'KF-2026-0033',
    title: 'Unchecked Katib suggestion pickles run as the experiment owner',
    cve: 'CVE-2026-61007',
    component: 'katib',
    marked: ['Zugspitze'],
    state: 'embargoed',
  },
  {
    id: 'KF-2025-0101',
    title: 'Artifact proxy follows redirects into the cluster network',
    cve: 'CVE-2025-48211',
    ghsa: 'GHSA-3j5f-p6wq-c9xr',
    room: room('inc-kf-2025-0101-done', 'C0F7G9J2L5N'),
    component: 'pipelines',
    marked: ['breadcrumb'],
    links: ['https://github.com/kubeflow/pipelines/pull/11002'],
    state: 'disclosed',
  },
  // Reopened after an incomplete fix: what was published with the first one is no secret of the second.
  {
    id: 'KF-2026-0040',
    title: 'Artifact proxy follows redirects into the cluster network',
    cve: 'CVE-2026-70440',
    ghsa: 'GHSA-3j5f-p6wq-c9xr',
    component: 'pipelines',
    links: ['https://github.com/kubeflow/pipelines/pull/11002'],
    state: 'embargoed',
  },
])

const weaknesses = [
  'Path traversal',
  'Improper authorization',
  'Stored cross-site scripting',
  'Server-side request forgery',
  'Privilege escalation',
  'Missing authentication',
  'Denial of service',
  'Insecure deserialization',
  'Credential exposure',
  'SQL injection',
]
const where = [
  'in the notebook controller',
  'in the pipeline API server',
  'in the central dashboard',
  'in the artifact viewer',
  'in the training operator',
  'in the model registry',
  'in the profile controller',
  'in the metadata store',
  'in the admission webhook',
  'in the volume viewer',
]
const what = [
  'lets a user read files of other namespaces',
  'allows remote code execution by an authenticated user',
  'exposes service account tokens in the logs',
  'via crafted workflow parameters',
  'through an unvalidated redirect',
]

const at = (list: readonly string[], n: number): string => list[n % list.length] ?? ''
const tail = (n: number): string => {
  const letters = '23456789cfghjmpqrvwx'
  return Array.from({ length: 12 }, (_, i) => letters[(n * 7919 + i * i * 104729 + i * 13) % letters.length]).join('')
}

/** Five hundred more, with titles out of the words that all such titles share. */
export const generated: readonly Secret[] = readSecrets(
  Array.from({ length: 500 }, (_, n) => {
    const random = tail(n + 1)
    return {
      id: `KF-2026-${String(n + 1000)}`,
      title: `${at(weaknesses, n)} ${at(where, Math.floor(n / 10))} ${at(what, Math.floor(n / 100))}`,
      cve: `CVE-2026-${String(80_000 + n * 37)}`,
      ghsa: `GHSA-${random.slice(0, 4)}-${random.slice(4, 8)}-${random.slice(8)}`,
      room: room(`inc-kf-2026-${String(n + 1000)}-${random.slice(2, 6)}`, `C0${random.slice(0, 9).toUpperCase()}`),
      component: at(['pipelines', 'notebooks', 'katib', 'dashboard', 'kserve'], n),
      state: 'embargoed',
    }
  }),
)
