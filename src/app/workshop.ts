import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where bundles and pages are made before they are delivered: emptied at the start (a killed run may have left something) and at the end. */
export interface Workshop extends Disposable {
  folder(): { readonly outbox: string; readonly bundle: string; readonly earlier: string };
}

export function openWorkshop(state: string): Workshop {
  const root = join(state, 'work');
  const empty = () => rmSync(root, { recursive: true, force: true });
  empty();
  process.once('exit', empty);
  let count = 0;
  return {
    folder() {
      // The process id keeps a printing child that outlived a killed run out of this one's folders.
      const own = join(root, `${process.pid}-${++count}`);
      const outbox = join(own, 'outbox');
      mkdirSync(outbox, { recursive: true, mode: 0o700 });
      return { outbox, bundle: join(own, 'bundle'), earlier: join(own, 'earlier') };
    },
    [Symbol.dispose]() {
      process.removeListener('exit', empty);
      empty();
    },
  };
}
