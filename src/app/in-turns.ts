/**
 * Works through a list with at most `width` items under way at once. Results stand in the list's order, whichever was done first. When one
 * throws, no further item is begun, and the throw is passed on only when all that had begun have ended: nothing goes on behind the back
 * of a caller that is closing up.
 */
export async function inTurns<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  let broken = false;
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) {
      if (broken) return;
      try {
        results.set(i, await work(item));
      } catch (error) {
        broken = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.max(1, width) }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
