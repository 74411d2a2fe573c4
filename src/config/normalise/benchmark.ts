import type { BenchmarkDef } from '../definitions.ts';
import type { DefinitionFile } from '../definition-file.ts';
import type { Problems } from '../problems.ts';
import type { BenchmarkSpec } from '../shape/benchmark.ts';
import { localised } from './words.ts';

export function normaliseBenchmark(spec: BenchmarkSpec, file: DefinitionFile, problems: Problems): BenchmarkDef {
  const { id, source, sameWithin, dimensions } = spec;
  const figures = spec.figures.map(({ indicator, version, categories, people }, i) =>
    problems.cameFrom(
      { indicator, version, categories, groups: people.map(({ age, sex, counts }) => ({ codes: [age, sex], people: counts })) },
      file,
      ['figures', i],
    ),
  );
  return problems.cameFrom(
    { id, label: localised(spec.label), note: localised(spec.note), source, sameWithin, dimensions: [dimensions.age, dimensions.sex], figures },
    file,
    [],
  );
}
