import { attackTables } from '#attack';
import { cellKey, protectCells } from '#protect';
import { expect, it } from 'vitest';
import { peopleOf, threeIndicators } from '../../protect/cells/three-indicators.ts';
import { rulesOf, summed } from '../../protect/cells/tiny-tables.ts';

it.each([1, 2, 5])('indicators tied by secret head counts, people %i: a stranger finds worlds for every withheld cell, and a cell given back is caught', async (seed) => {
  const { structure, values } = summed(threeIndicators, peopleOf(seed));
  const rules = rulesOf(4);
  const { status, primary } = await protectCells({ structure, values, rules, key: 'test' });
  const names = structure.codes.map(cellKey);
  const known = new Map(
    names.map((name, c) => [name, status[c] === 'published' ? ({ status: 'published', count: values[c] ?? 0 } as const) : ({ status: 'withheld' } as const)]),
  );
  const attack = async (facts: typeof known) => attackTables({ tables: threeIndicators, known: facts, rules, truth: null });
  const stranger = await attack(known);
  expect(stranger.cells.map(({ kind }) => kind)).toEqual(status.filter((s) => s === 'withheld').map(() => 'safe'));
  // Whatever else is withheld, one unsafe number printed with the others of its sum narrows something that must not be narrow.
  const unsafe = names.filter((_, c) => primary[c] === 1);
  const printed = new Map([...known].map(([name, k]) => [name, unsafe.slice(1).includes(name) ? ({ status: 'published', count: values[names.indexOf(name)] ?? 0 } as const) : k]));
  expect((await attack(printed)).cells.some(({ kind }) => kind === 'short' || kind === 'exact')).toBe(true);
});
