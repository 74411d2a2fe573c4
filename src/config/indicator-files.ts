import { dirname, join } from 'node:path';
import type { IndicatorDef } from './definitions.ts';
import type { DefinitionFile, Path } from './definition-file.ts';
import { normaliseFollowed } from './normalise/followed.ts';
import { normaliseIndicator } from './normalise/indicator.ts';
import { openDefinition } from './open-definition.ts';
import type { Problems } from './problems.ts';
import { indicatorRules } from './rules/index.ts';
import { indicatorsShape } from './shape/indicators.ts';
import { didYouMean } from './suggest.ts';

type Indicators = ReadonlyMap<string, IndicatorDef>;

/** The files of indicators that a report reaches, each read once: by the report itself or by a condition that names another file's indicator. */
export class IndicatorFiles {
  readonly #problems: Problems;
  readonly #read = new Map<string, Indicators | null>();
  /** Files being read, outermost first: naming one of these would go round in a circle. */
  readonly #open: string[] = [];

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** The indicator `id` of the file `reference`; null with the reason reported at `path` of `from`. */
  find(from: DefinitionFile, path: Path, reference: string, id: string, idPath: Path): IndicatorDef | null {
    const name = join(dirname(from.name), reference);
    if (this.#open.includes(name)) {
      this.#problems.in(
        from,
        path,
        `${reference} is being read because of this file: indicators may not go in a circle`,
      );
      return null;
    }
    let defined = this.#read.get(name);
    if (defined === undefined) {
      this.#open.push(name);
      defined = this.#load(from, path, reference);
      this.#open.pop();
      this.#read.set(name, defined);
    }
    return defined === null ? null : this.#in(defined, from, idPath, reference, id);
  }

  #in(defined: Indicators, from: DefinitionFile, path: Path, where: string, id: string): IndicatorDef | null {
    const found = defined.get(id) ?? null;
    if (found === null)
      this.#problems.in(from, path, `${where} has no indicator '${id}'${didYouMean(id, defined.keys())}`);
    return found;
  }

  #load(from: DefinitionFile, path: Path, reference: string): Indicators | null {
    const opened = openDefinition(indicatorsShape, from, path, reference, this.#problems);
    if (opened === null) return null;
    const { spec, file } = opened;
    const byId = new Map<string, IndicatorDef>();
    spec.indicators.forEach((one, i) => {
      const find = (other: string | null, id: string, at: Path): IndicatorDef | null => {
        const found =
          other === null
            ? this.#in(byId, file, [...at, 'id'], 'the part of this file above', id)
            : this.find(file, [...at, 'file'], other, id, [...at, 'id']);
        // Joined with other answers it could take a category that not everybody can reach (docs/year-over-year.md, "People followed").
        if (found?.scoring.kind === 'kept' || found?.scoring.kind === 'followed') {
          this.#problems.in(file, [...at, 'id'], `'${id}' is about people followed and can be no condition of another indicator`);
          return null;
        }
        return found;
      };
      this.#add(byId, normaliseIndicator(one, spec.topic, file, ['indicators', i], this.#problems, find));
    });
    (spec.followed ?? []).forEach((one, i) => {
      const path: Path = ['followed', i];
      const of = this.#in(byId, file, [...path, 'follows'], 'the part of this file above', one.follows);
      if (of === null) return;
      const followed = normaliseFollowed(one, of, file, path, this.#problems);
      if (followed !== null) this.#add(byId, followed);
    });
    return byId;
  }

  #add(byId: Map<string, IndicatorDef>, indicator: IndicatorDef): void {
    if (byId.has(indicator.id))
      this.#problems.say(indicator, ['id'], `indicator '${indicator.id}' is defined twice in this file`);
    byId.set(indicator.id, indicator);
    for (const rule of indicatorRules) rule(indicator, this.#problems.say);
  }
}
