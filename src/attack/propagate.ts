import { type AttackSystem, ContradictionError } from './system.ts';

/**
 * Tightens the bounds of every unknown by interval arithmetic over the facts until nothing changes (or the rounds are used up:
 * stopping early is sound, the bounds are only looser). Bounds stay whole numbers.
 */
export function propagate(system: AttackSystem, rounds = 30): { readonly lower: Float64Array; readonly upper: Float64Array } {
  const lower = system.lower.slice();
  const upper = system.upper.slice();
  let changed = true;
  for (let round = 0; round < rounds && changed; round++) {
    changed = false;
    for (const fact of system.facts) changed = tighten(fact, lower, upper) || changed;
  }
  return { lower, upper };
}

function tighten(fact: AttackSystem['facts'][number], lower: Float64Array, upper: Float64Array): boolean {
  // Sums with their infinite parts counted apart, so that one unbounded unknown can still be bounded by the rest.
  let low = 0;
  let high = 0;
  let openLow = 0;
  let openHigh = 0;
  const { index, value } = fact;
  for (let k = 0; k < index.length; k++) {
    const [lo, hi] = term(value[k] ?? 0, lower[index[k] ?? 0] ?? 0, upper[index[k] ?? 0] ?? 0);
    if (lo === -Infinity) openLow++;
    else low += lo;
    if (hi === Infinity) openHigh++;
    else high += hi;
  }
  if ((openLow === 0 && low > fact.high) || (openHigh === 0 && high < fact.low)) throw new ContradictionError();
  let changed = false;
  for (let k = 0; k < index.length; k++) {
    const i = index[k] ?? 0;
    const a = value[k] ?? 0;
    const lo = lower[i] ?? 0;
    const hi = upper[i] ?? 0;
    if (lo === hi) continue;
    const [termLow, termHigh] = term(a, lo, hi);
    const restLow = openLow === 0 ? low - termLow : openLow === 1 && termLow === -Infinity ? low : -Infinity;
    const restHigh = openHigh === 0 ? high - termHigh : openHigh === 1 && termHigh === Infinity ? high : Infinity;
    const most = (fact.high - restLow) / a;
    const least = (fact.low - restHigh) / a;
    const newLow = Math.ceil(Math.max(lo, a > 0 ? least : most) - 1e-9);
    const newHigh = Math.floor(Math.min(hi, a > 0 ? most : least) + 1e-9);
    if (newLow > newHigh) throw new ContradictionError();
    if (newLow > lo || newHigh < hi) {
      lower[i] = newLow;
      upper[i] = newHigh;
      const [nowLow, nowHigh] = term(a, newLow, newHigh);
      if (termLow === -Infinity && nowLow !== -Infinity) openLow--;
      low += nowLow === -Infinity ? 0 : nowLow - (termLow === -Infinity ? 0 : termLow);
      if (termHigh === Infinity && nowHigh !== Infinity) openHigh--;
      high += nowHigh === Infinity ? 0 : nowHigh - (termHigh === Infinity ? 0 : termHigh);
      changed = true;
    }
  }
  return changed;
}

function term(a: number, lo: number, hi: number): readonly [number, number] {
  return a > 0 ? [a * lo, a * hi] : [a * hi, a * lo];
}
