/** A set of hashes that says quickly and nearly always of a stranger that it is none of them. */
export const filterOf = (hashes: Iterable<number>): ((hash: number) => boolean) => {
  const bits = 18
  const slot = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> (32 - bits)
  const filter = new Uint8Array(1 << (bits - 3))
  for (const at of [...hashes].map(slot)) filter[at >>> 3] = (filter[at >>> 3] ?? 0) | (1 << (at & 7))
  return (hash) => {
    const at = slot(hash)
    return ((filter[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0
  }
}
