import type { ColumnRef, Condition, Gate, IndicatorDef, Measure, Scoring } from '#config';
import { earlierColumn, join, oneOf, sql, stagedColumn } from '#vault';
import type { Sql } from '#vault';
import { MISSING, added, anyOf, bandBranches, cases, numberOf, unlisted } from './bands-sql.ts';
import { Steps } from './steps.ts';
import type { Result } from './steps.ts';

/** A number (nothing: not known or not plausible), a truth (nothing: not known) or a category of each person. */
interface Scored extends Result {
  /** Which given answers were set aside: true where one was. */
  readonly implausible: readonly Sql[];
}

export interface ScoredIndicator {
  /** The category code; never null. */
  readonly category: Sql;
  /** Whether an implausible answer was made missing. */
  readonly implausible: Sql;
}

/** How people's columns become category codes (definitions.ts, `Scoring`). What several indicators share is worked out once. */
export class Scorer {
  readonly #steps = new Steps();
  readonly #known = new Map<string, Scored>();
  readonly #indicators = new Map<string, ScoredIndicator>();
  /** The table of assessments: of people followed there is an earlier row of it beside this year's. */
  readonly #assessment: string | null;
  #earlier = false;

  constructor(indicators: readonly IndicatorDef[], assessment: string | null) {
    this.#assessment = assessment;
    for (const { id, scoring } of indicators) {
      const { column, implausible } = this.#scoring(scoring);
      this.#indicators.set(id, { category: column, implausible: anyOf(implausible) });
    }
  }

  /** The people `p` of a table with the results that `of` speaks about. */
  beside(table: Sql): Sql {
    return this.#steps.beside(table);
  }

  of(indicator: string): ScoredIndicator {
    const found = this.#indicators.get(indicator);
    if (found === undefined) throw new RangeError(`indicator ${indicator} is not scored here`);
    return found;
  }

  #scoring(scoring: Scoring): Scored {
    return this.#once(scoring, () => {
      switch (scoring.kind) {
        case 'choice': {
          const answer = this.#text(scoring.column);
          const branches = scoring.values.map((value) => sql`when ${oneOf(answer, value.of)} then ${value.code}`);
          const listed = scoring.values.flatMap(({ of }) => of);
          return this.#keep(cases(branches), [], this.#flag(unlisted(answer, listed)));
        }
        case 'bands': {
          const measure = this.#measure(scoring.measure);
          return this.#keep(cases(bandBranches(measure.column, scoring.bands)), [measure]);
        }
        case 'highest':
          return this.#highest(scoring);
        case 'bands-by': {
          const measure = this.#measure(scoring.measure);
          const groups = scoring.groups.map(
            ({ of, bands }) =>
              sql`when ${oneOf(this.#text(scoring.by), of)} then ${cases(bandBranches(measure.column, bands))}`,
          );
          return this.#keep(cases(groups), [measure]);
        }
        case 'cases': {
          const steps = scoring.cases.map(({ when }) => this.#condition(when));
          const branches = steps.flatMap(({ column }, i) => [
            sql`when ${column} is null then ${MISSING}`,
            sql`when ${column} then ${scoring.cases[i]?.code ?? MISSING}`,
          ]);
          return this.#keep(sql`case ${join(branches, ' ', sql``)} else ${scoring.otherwise} end`, steps);
        }
        case 'present': {
          const { column, yes, no } = scoring;
          return this.#keep(sql`case when p.${this.#column(column)} is not null then ${yes} else ${no} end`, []);
        }
        case 'followed':
          return this.#keep(sql`case when p.followed then ${scoring.yes} else ${scoring.no} end`, []);
        case 'kept':
          return this.#kept(scoring);
      }
    });
  }

  /**
   * The highest band of several measures; missing as soon as one measure is, because the missing one could be the highest. A measure may
   * lack a band that another has (there is an elevated systolic pressure, but no elevated diastolic one): the longest list gives the order.
   */
  #highest(scoring: Extract<Scoring, { kind: 'highest' }>): Scored {
    const lists = scoring.bands.map((bands) => bands.map((band) => band.code));
    const codes = lists.reduce<readonly string[]>(
      (longest, list) => (list.length > longest.length ? list : longest),
      [],
    );
    if (
      scoring.measures.length === 0 ||
      lists.length !== scoring.measures.length ||
      lists.some((list) => list.length === 0 || !isSubsequence(list, codes))
    ) {
      throw new RangeError('each measure needs bands, in the order of the longest list of them');
    }
    const bands = scoring.measures.map((one, i) => {
      const measure = this.#measure(one);
      return this.#keep(cases(bandBranches(measure.column, scoring.bands[i] ?? [])), [measure]);
    });
    const has = (code: string): Sql => anyOf(bands.map((band) => sql`${band.column} = ${code}`));
    const reached = [...codes].reverse().map((code) => sql`when ${has(code)} then ${code}`);
    return this.#keep(cases([sql`when ${has(MISSING)} then ${MISSING}`, ...reached]), bands);
  }

  /**
   * The best level is kept whatever the earlier answer was, and where that is missing nothing else is; from any other level a better one.
   * So each of the three answers is open to everybody, whatever the earlier answer was (docs/year-over-year.md, "People followed").
   */
  #kept({ of, order, yes, no }: Extract<Scoring, { kind: 'kept' }>): Scored {
    const now = this.#scoring(of);
    const before = this.#inEarlierYear(() => this.#scoring(of));
    const better = order.slice(1).map((level, i) => sql`(${before.column} = ${level} and ${oneOf(now.column, order.slice(0, i + 1))})`);
    const kept = anyOf([sql`${now.column} = ${order[0] ?? null}`, ...better]);
    return this.#keep(sql`case when ${now.column} = ${MISSING} then ${MISSING} when ${kept} then ${yes} else ${no} end`, [now, before]);
  }

  #inEarlierYear(score: () => Scored): Scored {
    this.#earlier = true;
    const scored = score();
    this.#earlier = false;
    return scored;
  }

  #column(ref: ColumnRef): Sql {
    return this.#earlier && ref.table === this.#assessment ? earlierColumn(ref) : stagedColumn(ref);
  }

  #text(column: ColumnRef): Sql {
    return sql`p.${this.#column(column)}::varchar`;
  }

  #measure(measure: Measure): Scored {
    return this.#once(measure, () => {
      switch (measure.kind) {
        case 'column':
          return this.#answer(measure.column, measure.gate);
        case 'bmi': {
          const weight = this.#answer(measure.weight, measure.gates.weight);
          const height = this.#answer(measure.height, measure.gates.height);
          // In centimetres the quotient is exact where the true value is (81 kg, 180 cm: 25.0); metres need the rounding.
          const factor = measure.heightUnit === 'cm' ? 10_000 : 1;
          const value = sql`${weight.column} * ${factor} / (${height.column} * ${height.column})`;
          return this.#keep(rounded(value), [weight, height]);
        }
        case 'sum': {
          const items = measure.columns.map((column) => this.#answer(column, measure.item));
          return this.#keep(scaleSum(columnsOf(items), measure.unanswered), items);
        }
        case 'weighted': {
          const terms = measure.terms.map((term) => this.#measure(term.measure));
          const times = terms.map(({ column }, i) => sql`${column} * ${measure.terms[i]?.times ?? null}`);
          const total = this.#keep(rounded(added([...times, sql`${measure.plus}`])), terms);
          return measure.gate === null ? total : this.#gated(total, measure.gate);
        }
        case 'product': {
          const parts = measure.measures.map((part) => this.#measure(part));
          return this.#keep(rounded(columnsOf(parts).reduce((product, part) => sql`${product} * ${part}`)), parts);
        }
        case 'ratio': {
          const [value, over] = [this.#measure(measure.measure), this.#measure(measure.over)];
          return this.#keep(rounded(sql`${value.column} / nullif(${over.column}, 0)`), [value, over]);
        }
        case 'mean': {
          const parts = measure.measures.map((part) => this.#measure(part));
          const known = knownOf(columnsOf(parts));
          const mean = rounded(sql`${totalOf(columnsOf(parts))} / ${known}`);
          return this.#keep(sql`case when ${known} >= ${measure.answered} then ${mean} end`, parts);
        }
        case 'first': {
          const parts = measure.measures.map((part) => this.#measure(part));
          return this.#keep(sql`coalesce(${join(columnsOf(parts), ', ', sql`null`)})`, parts);
        }
        case 'count': {
          const parts = measure.conditions.map((part) => this.#condition(part));
          const enough = sql`${knownOf(columnsOf(parts))} >= ${measure.answered}`;
          return this.#keep(sql`case when ${enough} then ${numberOf(columnsOf(parts))} end`, parts);
        }
        case 'if': {
          const [when, value] = [this.#condition(measure.when), this.#measure(measure.measure)];
          const refused = sql`coalesce(${value.column} is not null and not ${when.column}, false)`;
          const flags = measure.otherwise === 'implausible' ? this.#flag(refused, [when, value]) : [];
          return this.#keep(sql`case when ${when.column} then ${value.column} end`, [when, value], flags);
        }
      }
    });
  }

  /** Kleene's three-valued logic, which is SQL's own for and, or and not. */
  #condition(condition: Condition): Scored {
    return this.#once(condition, () => {
      switch (condition.kind) {
        case 'answer': {
          const { yes, no } = condition;
          const answer = this.#text(condition.column);
          return this.#keep(sided(answer, yes, no), [], this.#flag(unlisted(answer, [...yes, ...no])));
        }
        case 'between': {
          const measure = this.#measure(condition.measure);
          const { from, below } = condition;
          const edges = [
            ...(from === null ? [] : [sql`${measure.column} >= ${from}`]),
            ...(below === null ? [] : [sql`${measure.column} < ${below}`]),
          ];
          return this.#keep(join(edges, ' and ', sql`null::boolean`), [measure]);
        }
        case 'above': {
          const [measure, than] = [this.#measure(condition.measure), this.#measure(condition.than)];
          return this.#keep(sql`${measure.column} > ${than.column}`, [measure, than]);
        }
        case 'all':
        case 'any': {
          const parts = condition.conditions.map((part) => this.#condition(part));
          const all = join(columnsOf(parts), ' and ', sql`true`);
          return this.#keep(condition.kind === 'all' ? all : anyOf(columnsOf(parts)), parts);
        }
        case 'at-least': {
          const parts = condition.conditions.map((part) => this.#condition(part));
          const holding = sql`${numberOf(columnsOf(parts))} >= ${condition.number}`;
          const possible = numberOf(columnsOf(parts).map((part) => sql`coalesce(${part}, true)`));
          const never = sql`${possible} < ${condition.number}`;
          return this.#keep(sql`case when ${holding} then true when ${never} then false end`, parts);
        }
        case 'not': {
          const part = this.#condition(condition.condition);
          return this.#keep(sql`not ${part.column}`, [part]);
        }
        case 'indicator': {
          const category = this.#scoring(condition.scoring);
          return this.#keep(sided(category.column, condition.yes, condition.no), [category]);
        }
      }
    });
  }

  #answer(column: ColumnRef, gate: Gate | null): Scored {
    const number = this.#keep(sql`p.${this.#column(column)}::double`, []);
    return gate === null ? number : this.#gated(number, gate);
  }

  #gated(value: Scored, gate: Gate): Scored {
    const plausible = sql`${value.column} between ${gate.min} and ${gate.max}`;
    const flags = this.#flag(sql`${value.column} is not null and not (${plausible})`, [value]);
    return this.#keep(sql`case when ${plausible} then ${value.column} end`, [value], flags);
  }

  /** Equal parts of definitions have equal results. */
  #once(part: Scoring | Measure | Condition, make: () => Scored): Scored {
    const key = `${this.#earlier ? 'earlier' : 'now'} ${JSON.stringify(part)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#known.set(key, made);
    return made;
  }

  #keep(expression: Sql, parts: readonly Scored[], more: readonly Sql[] = []): Scored {
    const implausible = [...new Set([...parts.flatMap((part) => part.implausible), ...more])];
    return { ...this.#steps.keep(expression, parts), implausible };
  }

  #flag(condition: Sql, parts: readonly Scored[] = []): readonly Sql[] {
    return [this.#steps.keep(condition, parts).column];
  }
}

function columnsOf(results: readonly Result[]): readonly Sql[] {
  return results.map(({ column }) => column);
}

function knownOf(values: readonly Sql[]): Sql {
  return numberOf(values.map((value) => sql`${value} is not null`));
}

function totalOf(values: readonly Sql[]): Sql {
  return added(values.map((value) => sql`coalesce(${value}, 0)`));
}

/** The mean of the answered items stands in for each that lacks; scores of a scale are whole numbers. */
function scaleSum(items: readonly Sql[], unanswered: number): Sql {
  if (unanswered === 0) return added(items);
  const known = knownOf(items);
  const sum = sql`round(${totalOf(items)} * ${items.length} / ${known})`;
  return sql`case when ${known} >= ${items.length - unanswered} then ${sum} end`;
}

function sided(value: Sql, yes: readonly string[], no: readonly string[]): Sql {
  return sql`case when ${oneOf(value, yes)} then true when ${oneOf(value, no)} then false end`;
}

/** Six decimals, far beyond any cut-off: a quotient of binary fractions must not fall a hair short of 25. */
function rounded(value: Sql): Sql {
  return sql`round(${value}, 6)`;
}

function isSubsequence(list: readonly string[], sequence: readonly string[]): boolean {
  const places = list.map((code) => sequence.indexOf(code));
  return places.every((place, i) => place > (places[i - 1] ?? -1));
}
