import { expect, test } from 'vitest';
import { inOrder } from '../../src/attack/in-order.ts';
import { mulberry } from '../support/random-tabulation.ts';

/** Near each other and far apart, with nought and below it. */
test.each([1, 8, 1e6])('puts numbers of up to %d in order, equal ones as they came', (most) => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = mulberry(seed);
    const values = Array.from({ length: Math.floor(20 * random()) }, () => Math.floor((random() - 0.3) * most));
    const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
    expect([...inOrder(values)]).toEqual(expected);
    expect([...inOrder(Float64Array.from(values))]).toEqual(expected);
  }
});
