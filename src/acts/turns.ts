/**
 * Lets the calls for one act follow one another. After a standstill (a suspended machine) a lease may be over while our
 * own call is still under way: what is claimed anew looks only once that call has ended, or it would find nothing yet
 * and do it twice. Another server is kept apart by the lease, which is longer than any call.
 */
export const createTurns = () => {
  const last = new Map<string, Promise<void>>()
  return <T>(id: string, call: () => Promise<T>): Promise<T> => {
    const turn = (last.get(id) ?? Promise.resolve()).then(call)
    const over = turn.then(
      () => undefined,
      () => undefined,
    )
    last.set(id, over)
    void over.then(() => last.get(id) === over && last.delete(id))
    return turn
  }
}
