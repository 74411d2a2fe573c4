/** Works through a list with at most `width` items under way at once. Results stand in the list's order, whichever was done first. */
export async function inTurns<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) results.set(i, await work(item));
  };
  await Promise.all(Array.from({ length: Math.max(1, width) }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
