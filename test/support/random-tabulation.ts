import type { CountedIndicator, Dimension, Population, Tabulation } from '#core';

/** A seeded employer for tests of protect and attack: people with correlated dimensions and answers, tabulated to atoms. */
export function randomTabulation(seed: number, people: number, shape: { departments: number; divisions: number; sites: number }, indicators: readonly CountedIndicator[]): Tabulation {
  const random = mulberry(seed);
  const divisions = Array.from({ length: shape.divisions }, (_, i) => `V${i + 1}`);
  const departments = Array.from({ length: shape.departments }, (_, i) => ({ id: `D${i + 1}`, division: divisions[i % divisions.length] ?? 'V1' }));
  const sites = Array.from({ length: shape.sites }, (_, i) => `S${i + 1}`);
  const ages = ['18-29', '30-39', '40-49', '50-59', '60+'];
  const dimensions: Dimension[] = [
    { id: 'org', total: 'total', relations: [{ parent: 'total', children: divisions }, ...divisions.map((v) => ({ parent: v, children: departments.filter((d) => d.division === v).map((d) => d.id) }))] },
    { id: 'site', total: 'total', relations: [{ parent: 'total', children: sites }] },
    { id: 'age', total: 'total', relations: [{ parent: 'total', children: [...ages, 'unstated'] }] },
    { id: 'sex', total: 'total', relations: [{ parent: 'total', children: ['F', 'M', 'unstated'] }] },
  ];
  const zipf = (n: number) => Math.min(n - 1, Math.floor(n * random() ** 1.8));
  const atoms = new Map<string, { codes: string[]; eligible: number; completers: number; counts: number[][] }>();
  for (let p = 0; p < people; p++) {
    const d = zipf(departments.length);
    const site = random() < 0.6 ? (d * 7) % sites.length : zipf(sites.length);
    const age = Math.floor(random() * ages.length);
    const codes = [departments[d]?.id ?? '', sites[site] ?? '', random() < 0.01 ? 'unstated' : (ages[age] ?? ''), random() < 0.45 ? 'F' : 'M'];
    const key = codes.join('|');
    const atom = atoms.get(key) ?? { codes, eligible: 0, completers: 0, counts: indicators.map((i) => i.categories.map(() => 0)) };
    atoms.set(key, atom);
    const completed = random() < 0.65;
    atom.eligible++;
    if (completed) atom.completers++;
    indicators.forEach((indicator, i) => {
      if (indicator.population !== 'eligible' && completed !== (indicator.population === 'completers')) return;
      const n = indicator.categories.length;
      const at = indicator.population === 'eligible' ? (completed ? 0 : 1) : random() < 0.04 ? n - 1 : Math.min(n - 2, Math.floor((n - 1) * random() ** (indicator.sensitive ? 0.45 : 0.8 + age * 0.1)));
      const row = atom.counts[i];
      if (row !== undefined) row[at] = (row[at] ?? 0) + 1;
    });
  }
  const list = [...atoms.values()];
  return {
    dimensions,
    codes: list.map((a) => a.codes),
    heads: { eligible: list.map((a) => a.eligible), completers: list.map((a) => a.completers) },
    indicators,
    counts: Object.fromEntries(indicators.map((indicator, i) => [indicator.id, Int32Array.from(list.flatMap((a) => a.counts[i] ?? []))])),
  };
}

export function indicator(id: string, codes: readonly string[], options: { sensitive?: boolean; population?: Population } = {}): CountedIndicator {
  const population = options.population ?? 'completers';
  const categories = population === 'eligible' ? codes : [...codes, 'missing'];
  const full = { id: 'full', categories: categories.map((code) => ({ code, of: [code] })) };
  const first = codes[0] ?? '';
  const yesno = { id: 'yesno', categories: [{ code: first, of: [first] }, { code: 'other', of: categories.slice(1) }] };
  return { id, population, sensitive: options.sensitive ?? false, categories, forms: categories.length > 2 ? [full, yesno] : [full] };
}

export function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
