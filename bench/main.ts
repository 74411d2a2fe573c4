/**
 * Measurements, never tests: `node bench/main.ts NAME… [options]`.
 *
 *   protect …            public instances through the disclosure core (bench/protect.ts says how)
 *   bound …              what no safe pattern of public instances can do without (bench/bound.ts says how)
 *   pull                 PostgreSQL to the vault, against a plain COPY of the same tables   [--people 200000] [--wearable-days 2000000] [--rounds 3] [--memory 1024]
 *   tabulate             counting one employer, against the bare two-step query             [--people 200000] [--rounds 3]
 *   run                  a whole run for 200 and for 1,200 people, by parts, against bare node and bare pdfkit  [--rounds 3]
 *   render               the largest report of the demonstration as a PDF, against pdfkit alone  [--rounds 3]
 */
const NAMES = ['protect', 'bound', 'pull', 'tabulate', 'run', 'render'] as const;

const [first = '', ...others] = process.argv.slice(2);
if (first === 'protect' || first === 'bound') {
  process.argv.splice(2, 1);
  await (first === 'protect' ? import('./protect.ts') : import('./bound.ts'));
} else {
  const names = [first, ...others].filter(
    (name, i, all) => !name.startsWith('--') && all[i - 1]?.startsWith('--') !== true,
  );
  const unknown = names.filter((name) => !NAMES.some((known) => known === name));
  if (names.length === 0 || unknown.length > 0) {
    process.stderr.write(`Name one or more of ${NAMES.join(', ')}; not ${unknown.join(', ') || 'nothing'}.\n`);
    process.exitCode = 2;
  } else {
    const option = (name: string, otherwise: number): number => {
      const at = others.indexOf(`--${name}`);
      return at < 0 ? otherwise : Number(others[at + 1]);
    };
    const people = option('people', 200_000);
    const rounds = option('rounds', 3);
    if (names.includes('pull')) {
      const { benchPull } = await import('./pull.ts');
      await benchPull({
        people,
        wearableDays: option('wearable-days', 2_000_000),
        rounds,
        memoryMB: option('memory', 1024),
      });
    }
    if (names.includes('tabulate')) {
      const { benchTabulate } = await import('./tabulate.ts');
      await benchTabulate({ people, rounds });
    }
    if (names.includes('run')) {
      const { benchRun } = await import('./run.ts');
      await benchRun({ rounds });
    }
    if (names.includes('render')) {
      const { benchRender } = await import('./render.ts');
      await benchRender({ rounds });
    }
  }
}
