/** Wider spreads than so many times the values are sorted by comparison. */
const SPREAD = 4;

/** Places of whole numbers from the least to the greatest, of equal ones the first place first. */
export function inOrder(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  if (count === 0) return new Int32Array();
  let least = Infinity;
  let greatest = -Infinity;
  for (let w = 0; w < count; w++) {
    const value = values[w] ?? Number.NaN;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return greatest - least <= SPREAD * count ? byCounting(values, least, greatest) : byComparison(values);
}

function byCounting(values: ArrayLike<number>, least: number, greatest: number): Int32Array {
  const next = new Int32Array(greatest - least + 2);
  for (let w = 0; w < values.length; w++) {
    const after = (values[w] ?? Number.NaN) - least + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let v = 1; v < next.length; v++) next[v] = (next[v] ?? 0) + (next[v - 1] ?? 0);
  const places = new Int32Array(values.length);
  for (let w = 0; w < values.length; w++) {
    const value = (values[w] ?? Number.NaN) - least;
    const at = next[value] ?? 0;
    next[value] = at + 1;
    places[at] = w;
  }
  return places;
}

/** Value and place in one number: numbers sort several times as fast without a comparison of one's own. */
function byComparison(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  return Int32Array.from(Float64Array.from(values, (value, w) => value * count + w).sort(), (key) => ((key % count) + count) % count);
}
